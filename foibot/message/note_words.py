"""The shapes of sentences that automatic notes consist of, and of those that people ask with.

All are looked for in folded text: lower case, one space, straight apostrophes.  They are English;
the phrases of rules/automatic.toml say the same in other languages.
"""

from __future__ import annotations

import re


def _one_of(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


def _anywhere(*patterns: str) -> re.Pattern[str]:
    """Return a pattern for the first of *patterns*, each at the beginning of a word."""
    return re.compile("|".join(rf"(?<!\w){pattern}" for pattern in patterns))


_FEW = r"(?:[\w'-]+ ){0,3}?"
_WHO = _one_of(
    "i am", "i'm", "im", "i will be", "i'll be", "i shall be", "i have been", "i've been", "am",
    "we are", "we're", "we will be", "we'll be", r"[\w' -]{2,30}? (?:is|will be)",
)  # fmt: skip
_ADVERB = r"(?:\w+ly |now |still |also |again |afraid |away |both |all |just )?"
_ABSENT = _one_of(
    "away", "absent", "off (?:sick|work|today|this|until|till|on|for|from|duty|next)",
    "out of (?:the )?(?:office|country)", "out (?:today|all|until|till|of)", "ooo", "unavailable",
    "travell?ing", "abroad", "overseas", "in training", "in meetings", "on a/l", "on al",
    r"on (?:[\w-]+ ){0,3}(?:leave|holidays?|vacation|service|duty|sabbatical|secondment|course|"
    "strike|honeymoon|flight|train|plane|cruise|trip)",
    r"at (?:an?|the) (?:[\w-]+ )?(?:conference|wedding|funeral|meeting|event)",
    "attending (?:a|an|the)",
    r"taking (?:[\w-]+ ){0,3}(?:off|break)", "driving", "convalescing",
    "not (?:in|at work|at my desk|working|available|around|checking|reading|looking)",
    "(?:not able|unable) to (?:access|check|read)",
)  # fmt: skip
_DAYS = "mondays?|tuesdays?|wednesdays?|thursdays?|fridays?"
AWAY = re.compile(
    rf"(?<!\w){_WHO} (?:currently )?{_ADVERB}{_ABSENT}(?!\w)"
    r"|^(?:currently |now )?(?:away|ooo|out of office|on a/l|on al|on (?:annual )?leave|off sick|"
    r"on holiday|gone fishing|hols|(?:[\w-]+ )?leave|on secondment)"
    r"(?= ?[,.:]| until| till| til| from| for| to|$)"
    r"|(?<!\w)(?:i|we|and) (?:won't|will not|shan't|cannot|can't|am not|may not|don't|do not|"
    r"no longer) (?:\w+ )?(?:be )?(?:able to )?(?:\w+ )?(?:look|check|read|access|monitor|see|pick|"
    rf"work)\w* {_FEW}(?:e-?mails?|messages|inbox|mail|this one|this address|today|{_DAYS})"
    r"|(?<!\w)(?:i|we) (?:only |normally |usually |currently )?work (?:only |from )?(?:on )?"
    r"(?:part|mon|tue|wed|thu|fri|term|mornings)"
    r"|(?<!\w)(?:i|i've|i have|i'm) (?:now |just |also |be )?(?:start(?:ed|ing)|begun|beginning|"
    r"gone on|going on) (?:my |a |an )?(?:[\w-]+ ){0,2}(?:leave|sabbatical|secondment|career break|"
    r"retirement)(?!\w)"
    r"|(?<!\w)(?:won't|will not|not) be (?:picking up|checking|reading|seeing|looking at|"
    r"answering) (?:any |my |your |these )?(?:e-?mails?|messages|inbox|mail)(?!\w)"
    r"|(?<!\w)my (?:normal |usual |current )?working (?:days|hours|pattern|week)"
    r"|(?<!\w)non-?working day"
)
LEAVING = re.compile(
    r"(?:(?<!\w)(?P<who>i|i've|i have|we|we've|we have)\s)?(?:(?:has|have|had|is|are|am)\s)?"
    r"(?:(?:now|since|recently|just|also)\s)*"
    r"(?:(?:left|retired from|moved on from|transferred from) (?:the|this|my|our|council|work)|"
    r"left (?:[\w&]+ ?){1,2}(?= on| in|$)|retired(?= |$)|finished (?:work|my)|"
    r"moved (?:on )?to (?:a|another) (?:new |different )?(?:role|job|post|position|team)\b|"
    r"last day (?:at|with|in) [\w ]{2,30} (?:was|is)|"
    r"(?:no longer|doesn't|does not|don't|do not)(?: any ?more)? (?:work|employ|with|at|in|based|"
    r"deal|responsible|an? \w|the \w|part of|am|is))"
)
_BOX = (
    r"(?:mail ?box|in-?box|account|e-?mail address(?:es)?|e-?mail account|e-?mail|address(?:es)?)"
)
_SHUT = _one_of(
    "clos(?:ed|es|ing|ure)", "retired", "cannot (?:accept|receive)", "deactivated", "disabled",
    "discontinued",
    "decommissioned", "no longer", "never", "unattended", "unmonitored", "archived", r"ceas\w+",
    "(?:not|isn't|aren't) (?:being |regularly |routinely |currently |always |often )?"
    "(?:monitored|checked|read|in use|used|active|attended|looked|accessed|staffed)",
)  # fmt: skip
MAILBOX = _anywhere(
    rf"(?:this|these|the|my|our|that)(?: (?!your)[\w&'-]+){{0,3}}? {_BOX}(?!\w)"
    rf"(?![^.]*(?<!\w)(?:i|me|your (?:site|website|page))(?!\w))[^.]{{0,60}}?(?<!\w){_SHUT}(?!\w)",
    "(?:retiring|closing|leaving|changing|changed|stopped using|no longer us(?:e|ing)) "
    rf"(?:this|my|our)(?: \w+)? {_BOX}",
    rf"my new {_BOX} is",
    rf"an? (?:\w+ )?{_BOX} (?:that |which )?[^.]{{0,60}}?(?:stopped using|no longer us\w+|"
    r"(?:is|has been|was) (?:closed|retired|switched off))",
    r"moved to a (?:\w+ )?(?:mailbox|inbox|e-?mail)",
    "un(?:attended|monitored) (?:mailbox|inbox|account|address)",
)
CHALLENGE = _anywhere(
    r"(?:spam|junk)[ -]?(?:filter|blocker|protection)(?!\w)",
    r"(?:first-time|new|unknown) senders|sender verification|you're not a (?:machine|robot)",
    r"message (?:[^.]{0,60} )?(?:is|has been|was) (?:on hold|held|waiting|quarantined)(?!\w)",
    r"(?:click|follow|reply|confirm|verify|prove|complete)(?!\w).{0,80}(?<!\w)(?:delivered|"
    r"delivery of|reach me|get through|a human|a person|real sender|a robot|not a machine)(?!\w)",
    "(?:let|have|get) your (?:message|e-?mail)s? (?:reach|through|delivered)",
)
_PLACE = (
    r"(?:we|offices?|school|college|library|centre|surgery|practice|reception|department|"
    r"council|university|service|desk)"
)
OFFICE = _anywhere(
    rf"{_PLACE}(?!\w)[^.]{{0,60}}?(?<!\w)"
    r"(?:clos(?:e|es|ed|ing|ure)|shut|re-?open(?:s|ing)?|not (?:staffed|open))(?!\w)"
)
_MAIL = (
    r"(?:message|e-?mail|mail|enquiry|query|ticket|case|request|correspondence|submission|note|"
    r"incident|call|letter)"
)
RECEIVED = _anywhere(
    rf"(?:your|this|a|the) (?:\w+ )?{_MAIL}s?(?!\w)[^.]{{0,60}}?(?<!\w)(?:received|logged|created|"
    r"landed|arrived|reached|registered|opened|raised|queued|allocated|assigned)(?!\w)",
    r"(?:we|we've|we have) (?:have )?(?:now |just |safely )?(?:got|received|logged|"
    rf"opened|created|registered|raised) (?:your|a|the) (?:\w+ )?(?!letter|note|call){_MAIL}",
    r"confirm\w* (?:\w+ ){0,4}?(?:received?|receipt|arrived|got)(?!\w)",
    rf"your (?:\w+ )?{_MAIL}s? (?:has|have|was) (?:now |been )*delivered to (?:the|our)(?!\w)",
    r"(?:thanks|thank you) for submitting (?:your|an?|the)(?!\w)",
    r"(?:inc|req|ritm|cs|sr|case|ticket)[ #:-]*\d{3,}\b[^.]{0,20} (?:has been|was) (?:opened|"
    r"created|logged|raised|received)(?!\w)",
    rf"(?:thanks|thank you) for your (?:\w+ )?{_MAIL},? (?:which|and) (?:we|is|has|will)(?!\w)",
    rf"(?:your|the) (?:\w+ )?{_MAIL} is (?:now )?in (?:our|the|a) (?:queue|system|inbox)",
    "given it the reference|(?:ticket|case|incident) [\\w-]+ has been (?:opened|created|logged)",
)
_TARGET = _one_of(
    r"[\w.+-]+@[\w-]", r"\+?\(?\d[\d ()-]{6,}", r"www\.", "https?:",
    r"(?:the|my|our|his|her|another|a|any|one of (?:my|our|the)) (?:[\w'&-]+ ){0,4}?(?:team|"
    r"colleagues?|manager|deputy|desk|reception|switchboard|helpline|helpdesk|website|inbox|"
    r"mailbox|office|line|number|form|cover|page)(?!\w)",
    r"[\w.'-]+(?: [\w.'-]+)? (?:instead|on \d|at [\w.+-]+@|on [\w.+-]+@|or |\(|for (?:urgent|"
    r"anything|any|help)|in my absence|if |directly|who |from now)", "999", "101", "111",
)  # fmt: skip
_TURN_TO = _one_of(
    "contact", "e-?mail", "mail", "call", "ring", "phone", "telephone", "speak (?:to|with)",
    "talk to", "ask", "write to", "use", "try", "see", "direct", "redirect", "re-?send", "forward",
    "register", "send", "visit", "go to", "get in touch with", "reach", "address", "turn to",
    "cover is", "(?:redirected|directed|forwarded|addressed|sent|referred) to",
    "reach out to", "deal with", "via", "should (?:now )?(?:go|be (?:sent|directed|addressed))",
)  # fmt: skip
REDIRECT = re.compile(
    rf"(?<!\w){_TURN_TO} (?:(?!me |the minutes)[\w'/&-]+ ){{0,5}}?{_TARGET}"
    r"|^(?:any|if|for|otherwise|in the meantime|meanwhile|urgent|in my absence)(?!\w).{0,60}"
    r"(?<!\w)(?:contact|speak to|ask|call|ring|e-?mail|see|try) (?!me)[\w'-]+(?: [\w'-]+)?$"
    r"|^(?:please |kindly )(?:contact|speak to|ask|call|ring|e-?mail) (?!me|us|the|all|it|them|"
    r"this)"
    r"[\w'-]+(?: [\w'-]+)?$"
    r"|(?<!\w)(?:is|are|will be) (?:covering (?:for|my|the)|looking after (?:my|the)|standing in|"
    r"deputising|acting up|taking over (?:from|my|the))"
    r"|^[\w.+-]+@[\w.-]+(?: ?[/,(]? ?(?:ext|tel|extension)\W{0,2}\d+\)?)?$"
    r"|^the new (?:one|address|e-?mail(?: address)?) is(?!\w)"
    r"|(?<!\w)(?:should|can|may|must) be (?:reported|made|raised|sent|sorted)[^.]{0,40}?(?<!\w)"
    r"(?:at|on|to|via|through) (?:www\.|https?:|[\w.+-]+@|our |the )"
    r"|(?<!\w)(?:my|our) (?:cover|deputy|maternity cover) (?:is|will be)"
    r"|^[\w' ]{0,30}: ?[\w.+-]+@"
)
_SERVE = _one_of(
    "respond", "reply", "answer", "get back", "pick", "see your", "look at", "look into", "read",
    "deal with", "return", "be back", "attend", "be in touch", "be slow", "be dealt",
    "be answered", "be read", "be replied", "contact you", "resume", "come back",
)  # fmt: skip
_SERVER = (
    r"(?:i|we|someone|somebody|an? \w+|it|one of \w+(?: \w+)?|the team|you|they|emails?|messages?|"
    r"mail|and|all)"
)
_TIME = _one_of(
    r"\d", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may",
    "jun", "jul", "aug", "sep", "oct", "nov", "dec", "tomorrow", "next", "soon", "work", "after",
    "in the new",
)  # fmt: skip
STOCK = re.compile(
    rf"(?:^|(?<!\w){_SERVER})(?:'ll| will| aim to| shall| hope to| endeavour to| may| can| try to) "
    rf"{_FEW}{_SERVE}"
    rf"|(?<!\w)(?:back|return(?:ing|s)?|re-?open(?:s|ing)?) {_FEW}(?:the )?{_TIME}"
    r"|^(?:many )?thank(?:s| you)\b.{0,40}\b(?:e-?mail|message|enquiry|contacting|in touch|mail|"
    r"query|correspondence|writing|understanding|patience|line)(?!\w)"
    r"|^(?:my |our |please accept my |with )?(?:apolog|sorry)\w*(?!\w).{0,40}"
    r"(?:inconvenience|delay|wait)"
    r"|^if (?:it|this|it's|your|you|the|an?|something|anything|there)(?!\w).{0,60}"
    r"(?:urgent|wait|emergency|immediate|sensitive|assistance|help|pressing)"
    r"|^(?:for|in|any|all|urgent|anything|otherwise|emergency)(?!\w).{0,60}?(?:urgent|emergenc|"
    r"immediate|pressing|safeguarding|anything|enquir|quer).{0,80}$"
    r"|(?<!\w)(?:e-?mails?|messages?|mail|it|nobody|no one)(?!\w).{0,30}(?:will|may|are|is|has|"
    r"have|been|won't) (?:not |n't )?(?:be |been |being |get )?(?:answered|read|forwarded|dealt|"
    r"responded|replied|monitored|checked|waiting for me|seen|see|picked|attended|ignored|"
    r"deleted|a response|a reply)"
    r"|(?<!\w)(?:update your|make a note of|note that|quote (?:this|the|your)|"
    r"keep (?:this|the|your)|bear with|allow (?:up|at least|us)|do not reply|"
    r"don't reply|re-?send|reply above|type your reply|on it$|only (?:the )?(?:first time|once)|"
    r"view (?:the |your )?(?:request|ticket|case)|constituents?|a lot of (?:e-?mail|mail|messages)|"
    r"postal address|track (?:the|your) |add (?:additional |further |more )?comments|backlog|"
    r"you've reached|you have reached|replies (?:are|may be)|find (?:the|an) answer|slower than|"
    r"slow to (?:reply|respond)|(?:text|call|ring|phone) me (?:if|on) |volume of (?:e-?)?mail)"
    r"|(?<!\w)(?:automat(?:ed|ic|ically)|auto-?(?:reply|response|generated))(?!\w)"
    r"|(?<!\w)(?:bank holiday|expect (?:a|some) (?:reply|response|delay)|check (?:the )?progress|"
    r"be asked again|you (?:have )?sent a message|is now (?:represented|handled|covered) by|"
    r"(?:shall|will) not be back)"
    r"|^(?:hi|hello|hey|hi there|hello there|good day|greetings)$"
    r"|^(?:have|wishing|merry|happy|season's|enjoy|see you|best|speak soon|nadolig)(?!\w)"
)
# What an inbox, a ticket system or an office says of every mail that it gets.
HOUSE = re.compile(
    r"(?<!\w)(?:quot(?:e|ing) (?:this|the|your)|no need to (?:do|reply|respond|write|send|call)|"
    r"(?:we|our team|staff) (?:normally |usually |will )?(?:answer|reply|respond)(?: \w+){0,4} "
    r"within|"
    r"you (?:do not|don't) need to (?:do|reply|contact|send|call)|"
    r"(?:it|message|e-?mail|enquiry|correspondence) (?:has been|was|will be) passed (?:on )?to |"
    r"do not (?:send (?:it|this) again|chase|resend)|tells? you (?:what|how|when)|"
    r"help you (?:with|find)|help us by|surger(?:y|ies) (?:is|are)|"
    r"may take (?:up to|longer|a few|some|us)|(?:turn|switch) off (?:this|these|your)|"
    r"(?:is|was) shared with|powered by|trading name of|"
    r"registered (?:in|office|company)|ways? to (?:contact|reach|report)|opening (?:hours|times)|"
    r"(?:inbox|mailbox|office|desk|lines?|phones?) (?:is|are) (?:open|staffed|manned|"
    r"monitored|checked))"
    r"|^if (?:you|your)(?! need more| can't| cannot| don't| do not)(?!\w)"
    r"(?![^.]*(?<!\w)(?:it|them|i|me|mine)(?!\w)).{0,120}?(?<!\w)(?:your (?:e-?mail|message|"
    r"request|enquiry|complaint)|our |you (?:will|can|may)|please (?:see|visit|use|ring|call|"
    r"contact))"
    r"|(?<!\w)(?:working on|dealing with|answering|processing|replying to) (?:correspondence|"
    r"e-?mails|enquiries|requests|messages|cases|post)(?!\w)|(?<!\w)refrain from|do not send "
    r"(?:a|any) (?:further|second|more)|keep (?:it|this) safe|track (?:the |your |its )?progress|"
    r"was set up by|^(?:e-?mails|requests|enquiries|messages|cases|letters) are (?:allocated|"
    r"dealt|answered|handled|read|logged|taken)(?!\w)|"
    r"^(?:official|unclassified|not protectively marked)(?:[ :-]+sensitive)?$|"
    r"^[\d ./-]+$|catch(?:ing)? up (?:with|on)"
    r"|^(?:priority|ref\w*|ticket|case|status|subject|queue|category|state|opened|impact|caller|"
    r"urgency|(?:short )?description|assignment group|created|received|click here)(?: \w+){0,4}: "
)
ADDRESSED = re.compile(
    r"(?:dear|hello|hi|hiya|good (?:morning|afternoon|evening)|annwyl|all|guten tag|hallo|bonjour|"
    r"sehr geehrte|hola|buenos|buongiorno|dzień dobry|hej|goedemorgen|beste|estimad)\b"
    r"[^.!?,]{0,40}(?:,[^.!?,]{0,15})?$"
    r"|(?:with )?(?:(?:kind(?:est)?|best|many|warm(?:est)?) (?:regards|wishes)|regards|thank you|"
    r"thanks|"
    r"yours (?:sincerely|faithfully)|many thanks|cheers|cofion|diolch)"
    r"(?: (?:and|for your)\b(?![^.!?]{0,60} which )[^.!?]{0,60}|,[^.!?]{0,60})?$"
)
# An office that is closed tells it because of a mail, or until when.
OF_MAIL = re.compile(
    r"(?<!\w)(?:your (?:e-?mail|message|enquiry|query|call)|e-?mails?|messages|back|re-?open\w*|"
    r"urgent|"
    r"emergenc\w+|safeguarding|closed (?:for|until|from))(?!\w)"
)
# What only somebody who wants something says.
ASKING = _anywhere(
    _one_of(
        "cop(?:y|ies) of", "list of", "list (?:all|the|every)", "costs? of", "how many", "how much",
        "numbers? of (?!e-?mails|messages|enquiries|calls|letters)", "minutes", "figures for",
        "breakdown", "(?:the|your|a) policy", "policies", "policy on", "spreadsheet", "invoices?",
        "the reports?", "records of", "details of", "total of", "names of",
        "under (?:the )?(?:foi|freedom)",
        "(?:i|we) (?:would like|want|wish|request|am requesting|need|asked|ask for|have asked|seek)"
        r"\b(?! to inform)",
    )
    + r"(?!\w)",
    "(?:send|give|tell|provide|supply|show|let) (?:me|us) (?!know)",
)  # fmt: skip
# A thing is to come to the writer: "please email the list to me", "contact me with the figures".
TO_SENDER = _anywhere(
    r"(?:(?<!written )(?<!writing )(?<!wrote )(?<!e-mailed )to|tell|send|give|contact|e-?mail|call|"
    r"direct) (?:me|us)(?!\w)(?! if| on)",
    r"my (?:request|complaint|question|letter|file|case|claim|foi)(?!\w)",
)
# "Is it urgent?"
HELP_WANTED = re.compile(r"urgent|emergency|wait|need help|looking for|in a hurry")
# "Did you know that you can see your bill online?"
RHETORICAL = re.compile(
    r"(?:(?:did|do) you know|have you (?:seen|tried|looked at|visited) our)(?!\w)"
)
# A line below a name: "Licensing Officer (Job share)".
POST = re.compile(
    r"(?:[\w&',()/-]+ ){0,5}\(?(?:officer|manager|advis[eo]r|assistant|director|administrator|"
    r"councillor|co-?ordinator|analyst|clerk|head of [\w &]{3,30}|department|team|unit|division|"
    r"directorate|desk|council|trust|university|school)\)?(?: \([\w -]{3,20}\))?"
)
# What is told of every mail of a kind is not asked: "If it is a new request, you will ...".
OPENS_QUESTION = re.compile(
    r"(?:who|what|why|which|whose|how)(?!\w)(?! (?:to|we|i|happens|you can)(?!\w))"
)
CASES = re.compile(
    r"(?:if|where|when) (?:it is|it's|this is|you|your (?:e-?mail|message|enquiry|request))(?!\w)"
    r".{0,160}(?<!\w)(?:you (?:will|can|should|may)|we (?:will|aim)|our)(?!\w)"
)
# A number that is neither of a day, a time, a year nor of a telephone or an address.
FIGURES = re.compile(
    r"(?<![\w@./:+-])(?:q(?:uestion)? ?\d|[£$€]\d|\d[\d,.]*(?: ?%| (?:of|were|are|visits|people|"
    r"staff|cases)))"
)
# One of these is in every sentence that tells of an absence, a closure or a mail received.
HINTS = (
    "away", "off ", "office", "out ", "ooo", "unavailable", "travel", "abroad", "overseas",
    "training", "meetings", "leave", "holiday", "hols", "vacation", " duty", "sabbatical",
    "secondment", "a/l", "strike", "conference", "wedding", "funeral", "not in", "not at",
    "not work", "n't ", "driving", "able to", "convalesc", "fishing", "will not", "cannot", "work ",
    "working", "longer", "left", "retir", "moved", "clos", "activated", "disabled", "discontinued",
    "ceas", "mailbox", "inbox", "address", "shut", "open", "received", "logged", "created",
    "landed", "arrived", "reached", "registered", "raised", "confirm", "got your", "filter",
    "blocker", "senders", "on hold", "held", "deliver", "human", "robot", "attending", "finished",
    "staffed", "flight", "queue", "submitting",
)  # fmt: skip
