"""How people write in English that they want, ask or wonder."""

from deskterm.workflow.classify.lexicon import rule

HOW = rule(
    "how",
    "how_to",
    -2.5,
    """
    how|where do|can|could|should|would|to|may|must i|we|you|one|someone?
    how to
    how do|can|could|should i|we|you|one
    {cannot} find|figure|see|understand|remember|work out? how|where
    don't|doesn't|do|does|did not? know|understand|remember how|where|what|which
    not sure|certain|clear how|where|which|whether|if
    what is|are the? best|right|correct way|procedure|process
    step-by-step
    """,
)
WISH = rule(
    "wish",
    "wish",
    -2.5,
    """
    would be ... nice|great|good|useful|better if|to|when
    it would help
    is it possible|allowed
    is there any? a|an|any way|option|possibility|chance
    feature|enhancement|change|service|access request|requests
    suggestion|suggestions|suggest|propose|proposal|improvement|improvements
    nice to have
    """,
)
QUESTION = rule(
    "question",
    "question",
    -1.5,
    """
    can|could|may|would i|we|you|someone|somebody|anyone|anybody please?
    ^ what|which|who|when ... is|are|does|do|will|should|can
    do|does|should|may|shall i|we|you
    do|would you know|have|recommend|offer|support
    ^ is|are there
    question|questions|inquiry|enquiry|query|queries|clarify|clarification|wondering|curious
    """,
)
ADVICE = rule(
    "advice",
    "advice",
    -1.5,
    """
    advise on|about|which|what|whether
    advice|guidance|guide|guides|consultation|consulting|recommendation|recommendations|recommend|training|trainings
    information|info|details|documentation|manual|instructions|tutorial on|about|for|regarding|how|needed|please
    quote|quotation|estimate|pricing|price|offer|availability
    feedback
    """,
)
ASKS = rule(
    "asks",
    "asks",
    -2.0,
    """
    {want}
    please|pls|plz|kindly could|can|would? you? also? {do}
    can|could|would you please? {do}
    request|requests|requesting|requested|ask|asking for|to|of
    request|requisition
    ^ {act}
    reset ... password|passwords|pin|mfa|token
    password|pin|mfa|token reset|resets
    change|forgot|forgotten|forgets|recover ... password|passwords
    password change|help
    """,
)
NEW = rule(
    "new",
    "new",
    -1.5,
    """
    new ... {thing}
    new|additional|extra|second|spare|another|replacement|temporary|loan|loaner|external|adjustable ... {thing}
    starter|starters|joiner|joiners|leaver|leavers|newcomer|newcomers|onboarding|on-boarding|offboarding|off-boarding
    maternity|paternity|parental leave|return?
    employee|employees|colleague is|due|leaving
    order|orders|ordering|purchase|purchasing|procurement|buy|buying|acquisition|acquire
    need|needs|needed|required|wanted
    """,
)
ACCESS = rule(
    "access",
    "access",
    -1.5,
    """
    access to|for|rights|right|request|card|cards|badge|level|permission|permissions|approval|and|please|from
    access$
    grant|give|gain|get|obtain|provide|provided|remove|revoke|close|extend ... access
    permission|permissions|rights|membership|memberships|admin rights?
    badge|parking|key card|pass?
    approval|approvals|approver|approvers|approve|approved
    """,
)
CHANGE = rule(
    "change",
    "change",
    -1.0,
    """
    ^ {do}
    {do} ... {thing}
    please|pls|plz|kindly
    installation|install|installing|set-up|setup|setting-up|configuration|configure|upgrade|upgrading|update|migration
    migrate|migrating|relocation|relocate|move|moving|transfer
    increase|extension|extend|renewal|renew|activation|activate
    enable|enabling|disable|disabling|deactivation|deactivate|removal
    remove|deletion|delete|creation|create|clone|cloning
    subscription|subscriptions|reservation|booking|invitation|onsite|audit|check-list|mailing|distribution list?
    change of|for|from|in|to|the|my|our|name|request|requests|please|approver|manager|role|owner|address|number|into
    restore|backup|back-up|whitelist|whitelisting|decommission|decommissioning|deploy|deployment|replace|replacement
    assistance|assist|support|help
    address|name|role|manager|approver|location|desk|team|surname|owner|routing|template|rate|title change|changes
    """,
)
