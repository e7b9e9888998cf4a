"""What tells in English the nature of an incident, and that data about people may be touched."""

from deskterm.workflow.classify.lexicon import lines
from deskterm.workflow.codes import Nature

NATURES = {
    Nature.SECURITY: lines(
        """
        virus|viruses|virus-infected|malware|ransomware|trojan|spyware
        infected|phishing|phished|hack|hacked|hacker|hackers
        compromised|suspicious|intruder|intrusion|breach|breached|keylogger|botnet
        data|security|privacy leak|leaked|leakage|incident
        unauthorized|unauthorised|stolen|theft|stole|spoofed
        scam|scammed|fraud|fraudulent|leaked|impersonating|impersonation
        unknown|illegal|foreign login|access|device|sign-in
        """
    ),
    Nature.PERSONNEL: lines(
        """
        rude|impolite|insulted|insulting|insult|harass*
        unprofessional|shouted|yelled|offensive|discriminat*|bullying|bullied
        behaviour|behavior|attitude|misconduct of technician|agent|colleague|employee|manager|staff|engineer|operator
        misconduct|threatened|disrespectful
        """
    ),
    Nature.SERVICE: lines(
        """
        complain*|overcharged|overbilled|dissatisfied|unacceptable|disappointed|refund|compensation
        charged|billed twice|wrongly|incorrectly|double
        wrong|incorrect invoice|bill|amount|price|tariff
        poor|bad|terrible quality|service|support
        nobody|no-one answers|answered|replies|replied|responds|called|came
        still|already waiting|waited
        """
    ),
}
PERSONAL_DATA = lines(
    """
    personal|private|confidential|sensitive data|information|details|info|records
    passport|passports|salary|salaries|payroll|payslip|payslips|medical|gdpr|ssn|iban|birthday|diagnosis
    social security
    date of birth
    home|private address|addresses|number|numbers|phone
    credit|bank|id|identity card|cards|account|details
    customer|client|employee|patient|user|applicant|staff data|records|addresses|files|list|lists|details
    somebody|someone|another|other else's|person's|customer's|employee's|people's|user's data|mail|mails|mailbox|files?
    leak|leaked|leakage|breach of? data?
    data leak|leaked|breach
    """
)
