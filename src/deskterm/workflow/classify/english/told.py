"""What in English surrounds a fault without naming it: when it began, and what a thing does by itself."""

from deskterm.workflow.classify.lexicon import rule

CIRCUMSTANCE = rule(
    "circumstance",
    "wrong",
    0.8,
    """
    since yesterday|morning|monday|tuesday|wednesday|thursday|friday|today|midnight|noon|lunch
    since the|this|last|our|yesterday's|we|i ... update|upgrade|reboot|migration|morning|patch|week|move
    since the|this|last|our|yesterday's|we|i ... updated|upgraded
    from this|yesterday|today morning
    as of today|yesterday
    after|following the|last|latest|recent|yesterday's|windows? ... update|upgrade|reboot|restart|migration|patch|move
    after installing|updating|upgrading|restarting|rebooting|logging|changing|clicking
    when|while|whenever|upon|on ... trying|attempting|opening|clicking|saving|printing|sending|submitting
    when|while|whenever|upon|on ... logging|loading
    when|whenever|once i|we|user|users|you|he|she ... try|tries|click|open|save|print|send|submit|log|select|press|use
    suddenly|unexpectedly|all of a sudden
    used to work
    worked|working fine|well|yesterday|before|until
    but|yet still|it|the|they|nothing|only|now|then
    despite|although|though|instead of?
    only for|on me|us|some|certain|one
    for no reason
    since the|last weekend|week|night
    two|three|four|five|six|several|many|multiple|couple of? times
    again and? again?
    it|he|she|this|that|error happened|happens|started|began|occurs
    my|the colleague|colleagues ... right|correct|same|correctly
    for hours|minutes|ages|weeks
    each|every time|minute|minutes|second|few
    not|nothing changed|change
    after|following|since update|upgrade|reboot|restart|migration|patch|relocation|move|password|windows|patching
    too small|big|large|long|short|high|low|early|late|many|few|much|old|fast
    during calls|call|meeting|meetings|login|startup|boot|import|export|upload|download|printing|installation
    randomly|sometimes|occasionally|constantly|continuously|repeatedly|persistently|overnight
    from time to? time
    at times
    why is|are|does|do|did|was|were|has|have
    """,
)
TOLD = rule(
    "told",
    "wrong",
    0.6,
    """
    gets|goes|shows|displays|says|appears|opens|logs|throws|returns|turns|takes|reports|comes|jumps|reads|counts|loads
    thinks|calculates|picks|closes|ends|happened|happens|occurs|occurred|sees|deletes|removes|puts|leads|points|reverts
    getting|showing|displaying|displayed|shown|appearing|seeing|receiving|taking
    tried|retried|tries|reinstalled|rebooted|restarted
    no *
    asks|runs|arrives|changes|moves|keeps|sends|receives|prints|stays|remains|becomes|became|redirects
    after *
    during *
    does|do|did not *
    still|again
    since *
    only *
    into|onto wrong
    """,
)
BEHAVES = rule(
    "behaves",
    "fault",
    2.0,
    """
    refuses|refusing|rejecting|restarts|reboots|rebooting|shuts|shutting|crackling|crackles|echo|echoes|echoing|humming
    whistling|squeaks|squeaking|rattling|rattles|static|beeps|flashes|flashing|blinks|blinking|jumping|flips|stutters
    loses|forgets|omits|truncates|swaps|swapped|scrambles|mixes|reverted|reverting|overlapping|silence|silent|choppy
    untrusted|unsigned|unrecognised|unrecognized|unlicensed|unassigned|unreliable|illegible|unplayable|unbalanced
    throttled|throttling|starving|overloaded|exhausted|saturated|congested|unbootable|bouncing|looping|leaking
    show|shows|showing|displays|display|uses|contains ... old|last|yesterday's|previous|outdated|another
    contain|has|have ... old|last|yesterday's|previous|outdated|another
    received|receiving|got|getting|gets an? empty|blank|wrong|old|duplicate|double|strange
    drops|dropping|disconnects|cuts out|off
    switches|switching|turns|turning|powers|shuts itself? off|down
    hidden|hides behind|under
    gone|spikes|spiking|forever|unfinished|halfway
    never *s|*ed
    not *able|*ible
    another|other|different|wrong|foreign person|person's|user's|user|employee|employee's|customer|customer's
    another colleague|colleague's
    orphaned|unsynced|desynchronised|misprinted|misprints|faded|smudged|streaks|streaky|stripes|loose|wobbly|sticky|sticking
    squeaky|detached|dented|dent|snapped|ripped|tripped|flooded|overheated|stale|invisible|incoherent|contradictory|gibberish
    collapses|collapsed|stalls|stalled|chokes|trips|misreads|miscalculates|miscalculated|doubles|triples|backlog|bottleneck
    jitter|breakdown|breakage|hiccup|hiccups|regression|blocker|showstopper|garbage|nonsense|anymore|recurring|affected
    affecting|impacting|impacted|unreadably|undeliverable|unreachable|nonfunctional|inoperable|inoperative|kaputt
    question marks
    only|just half|part|some|one|a of
    half|part|some of the|my|our ... are|is|missing|gone|empty
    nobody|no-one|none ... can|gets|receives|sees
    can no longer
    prevents|prevent|preventing|stops me|us|users|from
    """,
)
MEND = rule(
    "mend",
    "fault",
    0.8,
    """
    please|kindly|can|could|would|to you|someone|somebody|anyone|we|us? please? investigate|fix|resolve|repair|correct
    please|kindly|can|could|would|to team? please? also? investigate|fix|resolve|repair|correct
    please|kindly|can|could|would you|someone|somebody|anyone|we? please? check|look|advise how|why|what|into|whether|at
    please|kindly|can|could|would you|someone|somebody|anyone|we? please? check|look|advise this|it
    have|get|need|needs|want|like it|this|that|them ... fixed|resolved|repaired|corrected|sorted|solved
    have|get|need|needs|want|like it|this|that|them ... checked|investigated
    look into|at it|this|that|the
    have|take a look
    correct|fix|resolve|repair|sort|investigate it|this|that
    assistance|help|support|guidance|advice in|with|on|to resolve|resolving|fix|fixing|troubleshoot*|investigat*|solv*
    help|assist me|us? resolve|fix|solve|troubleshoot|investigate
    would be great|good|nice|helpful if|to ... fixed|resolved|repaired|corrected|sorted|solved|checked
    """,
)
ASKED = rule("asked", "question", -1.1, "?")
