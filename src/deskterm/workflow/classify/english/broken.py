"""How people write in English that something broke, and what only looks like it."""

from deskterm.workflow.classify.lexicon import NOTHING, rule

TAKES = rule(
    "takes",
    NOTHING,
    0,
    """
    no|without|any further|other|known|more? issue|issues|problem|problems|error|errors|trouble|bug|bugs|complaints
    without any issue|issues|problem|problems|error|errors|trouble
    not ... an? issue|problem
    not ... urgent|critical|important
    no problem|worries|rush|hurry|idea
    issue|bug|problem|incident|error tracker|tracking|board|type|types|category|categories|template|templates|management
    problem|incident|change manager|management|record
    error|bug|exception|crash handling|reporting
    purchase|work|change|sales order|orders
    late|night|early shift
    bad|good news
    dead-line|deadlines
    issue date|dates
    issue|issued|issues|issuing a|an|me|us
    crash course
    trouble-shooting guide
    fault|error tolerance|tolerant
    disaster recovery
    slow down? season
    wrong number of? people
    break room
    lunch|coffee|short|summer break
    as soon as possible
    error|bug|issue|problem free
    if|when|whenever|where possible
    not possible to attend|come|be
    can't|cannot wait
    down payment
    drop-down
    top|count|shut|sit|sat|lay|slim|note|noted|write|wrote|written|scroll|scrolled down
    break-down of
    down to|from
    by mistake
    last but not least
    if not
    why not
    {doesn't} need|want|require|know|understand|mind|include|contain|wish|plan|intend
    {doesn't} have to
    {doesn't} have a|an|any|the
    not needed|required|used|interested|included|related|asked|planned|expected|intended|supposed|based|allowed|married
    lost and found
    dear|hello|hi|hey|customer|technical|tech|it|services? support|helpdesk|service-desk team?
    support|service|helpdesk team|desk|staff|engineer|engineers
    assistance|help|support|guidance in|with this|these|the? issue|issues|problem|problems|matter
    immediate|prompt|urgent|quick|swift|your|timely assistance|support|help|attention|action needed|required?
    assistance|support|help|attention|action needed|required
    appreciate|appreciated your|any? assistance|help|support
    please|kindly ... help|assist|advise|check|look
    please let me|us know
    let me|us know if|what|when|whether
    any? more|further|additional|other details|information|info|questions|help|assistance
    if|should you need|require|have any? questions
    order|case|ticket|reference number|id
    travel|expense|leave|vacation|holiday|absence|pull|merge|web|api|http request|requests
    not in use|scope|office|hurry
    in use
    out of office
    strange to me
    double check|checked|checking|monitor|monitors|room|sided|bed|desk
    no later|more|less|fewer than
    no longer need|needs|needed|required|require|works? for|at|in|with|us?
    password|mfa|pin reset mail|email|link|page|code|button|mails|emails
    no longer with|employed|working|works|here|in|at|part|used|using|uses
    """,
)

CANNOT = rule(
    "cannot",
    "cannot",
    3.0,
    """
    {cannot}
    doesn't|didn't|won't|don't|does|did|will|do not? let|allow|permit me|us|them|him|her|you|users|anyone
    """,
)
NOT_HAPPENING = rule(
    "not_happening",
    "not_happening",
    2.5,
    """
    not ... working|functioning|responding|loading|opening|connecting|going|coming|getting|being|showing|appearing
    {doesn't} ... work|works|working|function|functioning|respond|responding|load|loading|open|opening|connect
    {doesn't} connecting|start|starting|boot|booting|show|showing|appear|appearing|display|displaying|print|printing
    {doesn't} sync|syncing|send|sending|receive|receiving|update|updating|save|saving|turn|turning|power|charge|charging
    {doesn't} recognize|recognise|detect|find|get|accept|go|come|run|running|react|download|upload|receive|match|apply
    {doesn't} see|have access|reflect|arrive|calculate|add|close|switch|scan|ring|hear|exist|login|log|install|complete
    {doesn't} ... properly|correctly|anymore|any more
    not ... available|visible|accessible|reachable|present|correct|valid|accurate|complete|right|enough|functional
    not ... stable|reflected|correctly|properly
    nothing happens|works|appears|comes
    returns|shows|displays|finds nothing
    works|working only|intermittently|sporadically|occasionally
    """,
)
NOT_DONE = rule(
    "not_done",
    "not_happening",
    2.0,
    """
    is|are|was|were|been|be|has|have|isn't|aren't|wasn't|weren't|haven't|hasn't not? recognized|recognised|detected
    isn't|aren't|wasn't|weren't|hasn't|haven't ... working|functioning|showing|responding|loading|available|visible
    not ... found|detected|recognized|recognised|received|sent|saved|updated|displayed|shown|synced|synchronized|created
    not ... delivered|processed|calculated|generated|loaded|connected|installed|imported|printed|registered|appeared
    not ... synchronizing|syncing|updating|sending|receiving|saving|printing|charging|starting|booting|running|matching
    not ... sending|displaying|recognizing|detecting|turning|picking|calculating|allowing|accepting|logging|launching
    not in|on|under|among the? list|lists|system|directory|inbox|dropdown|menu|catalog|catalogue|database
    not in|on|under|among the? report|oracle|ad
    not there|listed
    """,
)
NOT_ANYTHING = rule(
    "not_anything",
    "not_happening",
    1.8,
    """
    does|did|will not *
    doesn't|didn't|won't|wouldn't *
    not properly|fully|yet|being? *ed
    not *ed|*ing
    no longer *s|*ed|*ing|*able|*ible|possible
    """,
)
LOST = rule(
    "lost",
    "lost",
    2.5,
    """
    no|without access to|on|in|for|into
    no|without access
    lack of access|connectivity|connection|power|space|memory
    no|without|lost|loses|losing|lose internet|network|connection|connectivity|signal|sound|audio|power|response|picture
    no|without|lost|loses|losing|lose display|image|service|wifi|wi-fi|electricity|light|dial-tone|video|data|email|mail
    lost|lose|loses|losing|loss of? the? access|my|our|all|work|files|data|settings|history|rights|permissions
    access|connection|data|files|rights|settings ... lost|denied|disappeared|revoked|blocked|refused|removed
    disconnect|disconnects|disconnected|disconnecting|disconnection|disconnections
    drops|dropped|dropping ... call|calls|connection|network|line|wifi|vpn
    call|calls|connection|connections|network|line|wifi|vpn|internet keep|keeps? drops|dropped|dropping
    down$
    is|are|was|were|went|goes|go|gone|been|all|server|site|website|system|network|internet|vpn|line|email|mail|host down
    unavailable|inaccessible|unreachable|unresponsive|offline|unusable|unstable
    disappeared|disappears|disappearing|vanished|vanishes|missing|misses
    out of memory|space|order|service|sync
    stuck|blocked|hanging|pending|sits|sitting in|on|at|for ... approval|approvals|queue|outbox|status|state
    stuck|blocked|hanging|pending|sits|sitting in|on|at|for ... progress|processing
    audio|sound|video|call|calls|connection|line|vpn|network|signal ... drop|cuts|cutting|breaking|breaks
    wifi|wi-fi|internet ... drop|cuts|cutting|breaking|breaks
    lost|misplaced|unreadable|wiped|erased
    out of disk|ram|cpu|range|paper|toner|ink|battery|space|quota|storage
    """,
)
FAULT = rule(
    "fault",
    "fault",
    2.5,
    """
    error|errors|erroneous|exception|exceptions
    issue|issues|problem|problems|problematic|trouble|troubles|bug|bugs|glitch|glitches|difficulty|difficulties
    fault|faults|faulty|defect|defects|defective|malfunction*|failure|failures|fail|fails|failed|failing
    crash|crashes|crashed|crashing|broken|broke|breaks|damaged|damage|cracked|corrupt|corrupted|corruption|bricked
    outage|outages|disruption|disruptions|disrupted|interruption|interruptions|interrupted|downtime|degraded|degradation
    freeze|freezes|freezing|frozen|froze|stuck|hang|hangs|hung|hanging|lag|lags|laggy|lagging|stutter*|looping
    login|log-in|reboot|boot|restart|redirect|endless|infinite loop|loops
    slow|slows|slowing|slowly|slowness|sluggish|time-out|times-out|timed-out|timeouts|latency
    blue|black|white|blank screen|screens|page
    delay|delays|delayed|halted|ceased|aborted|anomaly|anomalies|misconfigured|misconfiguration|vulnerability
    poor|bad|low performance|connection|signal|reception|coverage
    overheat*|flicker*|leak|leaks|leaking|noisy|smoke|smoking|burnt|sparks|jam|jams|jammed|beeping|buzzing
    fan|strange|loud|weird|grinding|background noise|sound|noises|smell
    drains|draining
    bsod
    by itself|themselves
    on its|their own
    double|doubled entry|entries|booking|bookings|charge|record|records|payment|amount|click
    swollen|melted|bent|torn|scratched|wet|spilled|spilt
    restarts|reboots by? itself|randomly|constantly
    service|job|process|agent|server|sync ... stopped|halted|killed|died|aborted
    backup|replication|update|machine|build|fan ... stopped|halted|killed|died|aborted
    stays|remains|goes|went|turns|turned ... black|blank|dark|dead|unplayable|unreadable|silent|mute|muted|frozen
    dead|died|dying$
    dead phone|line|pixel|pixels|battery|laptop|pc|mouse|keyboard|socket|port
    intermittent|sporadic|flapping|spinning|endless|unreadable
    illegible|pixelated|blurry|blurred|distorted|muffled|choppy
    packet loss
    drop-outs
    messed|mixed up
    misspelled|misspelt|outdated|obsolete|overlapping|mixed-up|misbehaving|misbehaves|weird|strange behaviour|behavior?
    out of date
    incident|incidents|interrupts|interrupting|paused
    at|over|above 90|95|98|99|100|hundred percent
    receiving|received|getting|seeing somebody|someone else's
    does strange|weird things
    returns|shows|gives|throws|with|http ... 401|403|404|500|502|503|504
    bad gateway|request|image|sector|sectors
    fails
    very|too|extremely|really|super|so hot|loud|noisy|dark|dim|weak|late|slow
    blank|empty|white|black page|pages|screen|report|reports|file|files|form|list|window|email|emails|attachment|results
    page|screen|report|mail|email|document|list|form|window|field ... blank|empty|white|black
    fields|dashboard|attachment ... blank|empty|white|black
    is|are|was|comes|goes|appears|shows|opens|turns|stays out? blank|empty
    toner|ink|paper|battery|cartridge|batteries ... low|empty|out|dead|drained|finished
    update|upgrade|sign-in|authentication|refresh|recovery|repair|mfa loop|loops|looping
    stopped$
    stopped after|since|when|during|unexpectedly|suddenly|itself|again|at|on|moving|scrolling|clicking
    spins|buffering|unclickable|truncated|misaligned|upside down|scrambled|malformed|incomplete|inaccurate|mute|muted
    cut off
    greyed|grayed out
    takes|taking|took forever|ages|hours
    takes|taking|took too|very|so|really long|much
    takes|taking|took ... minutes|hours to
    hour|hours|day|days|minutes|cents off|behind|late
    """,
)
WRONG = rule(
    "wrong",
    "wrong",
    2.0,
    """
    wrong|wrongly|incorrect|incorrectly|invalid|inconsistent|inconsistency|inconsistencies|mismatch|mismatched
    duplicate|duplicates|duplicated|discrepancy|discrepancies|unexpected|unexpectedly|garbled|distorted
    denied|refused|rejected|rejects|bounced|bounces|bouncing|undelivered|overdue delivery?
    locked|blocked|expired|expires|suspended|deactivated
    account|accounts|user|card|profile|login is|was|has? been? disabled
    logged|signed|kicked|thrown me|us|him|her|them? out|off
    {keeps} asking|restarting|rebooting|crashing|prompting|closing|freezing|disconnecting|getting|dropping|losing
    {keeps} going|failing|shutting|changing|showing|requesting|requiring|beeping|popping|turning|switching|loading
    {keeps} asks|restarts|reboots|crashes|prompts|closes|freezes|disconnects|drops|shuts|turns|switches|logs|redirects
    asks|asking|asked|prompt|prompts|prompting|prompted|require|requires|requiring ... password|credentials|login|pin
    low|insufficient|high|full memory|disk|space|cpu|ram|load|usage|battery|storage
    disk|memory|drive|storage|mailbox|quota|space|inbox is|almost? full|exceeded|low
    line|network busy
    network|line is busy
    usage|load|temperature|cpu|memory|latency is? high|low|critical|full
    booked|sent|posted|recorded|counted|listed|shown twice|double
    not|no ... enough memory|space|disk|power
    accidentally|accidental
    throws|throwing|kicks|kicking|sends|sending|redirects|redirecting me|us|him|her|them|user|users back|out|off|to
    brings|takes me|us|him|her|them|user|users back|out|off|to
    logs|logging|signs me|us|him|her|them|user|users out|off
    blocking|blocks
    strange|weird|odd|unusual|unexplained|unknown sender|behavior|behaviour|mail|mails|email|emails|charge?
    strange|weird|odd|unusual|unexplained|unknown characters|message?
    ignores|ignored|skips|skipped|overwrites|overwritten|overwrote|conflict|conflicts|conflicting|clash|clashes
    still shows|showing|shown|displays|listed|active|visible|appears|old|the|in|on
    twice|typo|typos|misspelling|misrouted|mislabelled|mislabeled|misdirected|quarantined|unsaved|unsent|unpaid
    asks|asking|asked|prompts ... key|code|recovery|restart|again
    antivirus|defender|firewall|filter|proxy|policy ... blocks|deletes|deleted|removed|flags|flagged|intercepts|stops
    works|work|prints|printing|shows|showing|opens|opening|loads|connects|scans ... only|partially|partly
    opens|opening|opened as|in|is? read-only
    read-only$
    belongs|belong to a|an|another|the? other|different|wrong|someone|somebody
    """,
)
ALARM = rule(
    "alarm",
    "alarm",
    2.5,
    """
    alarm|alarms|alert|alerts|warning|warnings
    critical state|status|level
    threshold exceeded|reached|breached
    """,
)
THREAT = rule(
    "threat",
    "threat",
    2.5,
    """
    virus|viruses|malware|ransomware|trojan|spyware|infected|phishing|hacked|hacker|hackers|compromised|breach|breached
    unauthorized|unauthorised|illegal access|login|use|attempt|attempts?
    spam|junk mail|mails|email|emails|messages?
    suspicious|spoofed|intrusion|intruder|scam|fraud|fraudulent
    data leak|leaked|leakage
    stolen|theft
    """,
)
COMPLAINT = rule(
    "complaint",
    "complaint",
    2.0,
    """
    complaint|complain|complaining|unacceptable|rude|dissatisfied|disappointed|unhappy|impolite|unprofessional|insulted
    charged|billed twice|wrongly|incorrectly|double
    overcharged|overbilled|poor quality|service
    nobody|no-one answers|answered|replies|replied|responds|responded|called|came|comes|picks
    still|already waiting|waited
    """,
)
