"""English words of failing that every language borrows: what a program says is pasted into the letter as it is."""

from deskterm.workflow.classify.lexicon import lines, rule

JARGON = lines(
    """
    error|errors|exception|exceptions|crash|crashed|crashes|bug|bugs|failed|failure|fail|failing|timeout|timed-out
    access|permission denied|violation
    not responding|found|working|available|allowed|accessible|connected
    bad gateway|request
    account disabled|locked|suspended|expired
    internal|gateway server? error|timeout
    time out
    stack trace
    null reference|pointer
    forbidden|unauthorized|unavailable|traceback|segfault|fatal|unhandled|unreachable|offline|nullpointer*|overflow
    blue|black|white screen
    bsod|freeze|freezes|frozen|stuck|disconnected|invalid|corrupted|broken|deadlock|glitch
    something went wrong
    can't|cannot|unable connect|open|load|find|read|write|access|to
    """
)

THAI_JARGON = lines("error", "exception", "failed", "crash", "timeout", "time out", "denied", "not found", "bug")
"""The same for a script without spaces, where a word is found anywhere: only words that no other word holds."""

SPACED_JARGON = rule("jargon", "fault", 2.2, *JARGON)
