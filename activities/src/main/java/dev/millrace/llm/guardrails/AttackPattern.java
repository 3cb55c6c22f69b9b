package dev.millrace.llm.guardrails;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words by which attacks on language models are known, with how much they say. Written after the classes of Perez and
 * Ribeiro 2022 (goal hijacking, prompt leaking), Greshake et al. 2023 (indirect injection), and OWASP's LLM01; matched
 * against {@link Normalised} text. They find the known, not the new.
 */
record AttackPattern(Sign sign, double weight, boolean inDataOnly, Pattern pattern) {
    /** What a match is a sign of. A text has each sign once, at its greatest weight. */
    enum Sign {
        OVERRIDE("overrides instructions"),
        PERSONA("assigns another role"),
        LEAK("asks for the instructions"),
        MARKER("imitates the markers of a conversation"),
        NEW_TASK("gives a new task"),
        SECRECY("is to be kept from the user"),
        EXFILTRATION("sends data away"),
        ADDRESSED("speaks to the model"),
        UNRESTRICTED("lifts restrictions"),
        ENCODED("is encoded"),
        SIMILAR("resembles a known attack");

        private final String words;

        Sign(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final String UP_TO_3 = "(?:\\W+\\w+){0,3}?\\W+";
    private static final String UP_TO_6 = "(?:\\W+\\w+){0,6}?\\W+";
    private static final String DROP =
            "(?:ignore|disregard|forget|override|overwrite|bypass|neglect|discard|cancel|unlearn|erase"
                    + "|(?:do not|don't|never|stop|no longer) (?:follow|obey|listen to|adhere to|comply with|apply)(?:ing)?|stop following"
                    + "|pay no attention to|skip over|set aside|drop|void)";
    private static final String RULES =
            "(?:instruct\\w*|iunstructions|prompts?|directi(?:ves?|ons?)|guidelines?|commands?|orders"
                    + "|programming|training|constraints|restrictions|safeguards|system message|guardrails|policies|tasks?|rules)";
    private static final String EARLIER =
            "(?:previous|prior|above|earlier|preceding|foregoing|initial|original|existing|former|before"
                    + "|all|any|your|every|these|those|system|current|aforementioned|other)";

    static final List<AttackPattern> ALL = List.of(
            of(Sign.OVERRIDE, 1, DROP + UP_TO_3 + EARLIER + UP_TO_3 + RULES + "\\b"),
            of(
                    Sign.OVERRIDE,
                    1,
                    DROP
                            + "\\W+(?:instructions|everything (?:above|before|you)|what(?:ever)? (?:i|you|we|they|was|were|has been|have been)\\W+(?:\\w+\\W+){0,3}(?:told|said|instructed|learned|given))"),
            of(
                    Sign.OVERRIDE,
                    1,
                    DROP
                            + "\\W+(?:the|all of the|all|everything)?\\W*(?:above|previous|preceding|foregoing)(?: text| content| words)?(?=\\W+(?:and|instead|then)\\b|[.,;:!]|$)"),
            of(
                    Sign.OVERRIDE,
                    0.8,
                    "(?:previous|prior|above|earlier|old|existing|all) (?:instructions|directives|rules|orders|guidelines|prompts?)\\W+(?:\\w+\\W+){0,3}(?:are|is|were|have been|has been|no longer)\\W+(?:\\w+\\W+){0,2}(?:void|cancel\\w*|obsolete|invalid|suspended|revoked|superseded|replaced|overridden|apply|deprecated|ignored|lifted|removed)"),
            of(
                    Sign.OVERRIDE,
                    1,
                    "(?:instructions|rules|prompt) (?:above|before this|so far)\\W+(?:\\w+\\W+){0,4}(?:ignored?|test|fake|wrong|false|void)"),
            of(Sign.OVERRIDE, 1, "\\bforget (?:everything|all|anything)\\b(?!\\W+(?:i bought|about (?:the|my|our)))"),
            of(
                    Sign.OVERRIDE,
                    1,
                    "(?:vergiss|vergessen sie|ignoriere?n?(?: sie)?|missachte)\\W+(?:\\w+\\W+){0,4}?(?:anweisung\\w*|befehl\\w*|aufgaben?|instruktion\\w*|alles|vorher\\w*|vorherig\\w*|obige\\w*)"),
            of(
                    Sign.OVERRIDE,
                    1,
                    "(?:ignor(?:a|e|ez|er|en|ar)|oubli(?:e|ez|er)|olvida(?:r)?|omite|ne (?:tiens|tenez) pas compte)\\W+(?:\\w+\\W+){0,4}?(?:instruc\\w+|consignes|directives|indicaciones|ordenes|reglas|tout ce qui precede|todo lo anterior|istruzioni)"),
            of(
                    Sign.OVERRIDE,
                    0.8,
                    "\\b(?:never ?mind|scratch that|stop everything|wait,? stop|abort (?:the )?(?:task|translation))\\b.{0,40}\\b(?:print|say|output|write|respond|instead|do this)\\b"),
            of(
                    Sign.PERSONA,
                    0.6,
                    "\\b(?:you are now|from now on,? you(?:'re| are| will| must| shall)|you will (?:now )?(?:act|behave|respond) as|you have been (?:updated|reprogrammed|reset|freed)|your new (?:role|name|persona|identity))\\b"),
            of(
                    Sign.PERSONA,
                    0.4,
                    "\\b(?:act as|pretend (?:to be|you are|that you)|role ?play as|simulate|behave (?:as|like)|imagine you are|speak as|you are going to (?:act|be))\\b"),
            of(
                    Sign.PERSONA,
                    1,
                    "\\b(?:dan mode|do anything now|developer mode (?:enabled|on|v2)|enter developer mode|jailbroken|jailbreak mode|god ?mode|sudo mode|evil (?:bot|confidant|ai)|always intelligent and machiavellian|stay a dan|opposite mode|maintenance mode|debug mode|you are (?:now )?(?:a )?dan\\b)"),
            of(
                    Sign.UNRESTRICTED,
                    0.7,
                    "\\b(?:no|without|free (?:of|from)|not bound by|ignor\\w+|lift\\w*|remov\\w+|disabl\\w+|bypass\\w*|unbound by|do not have)(?: any| all| the| your| its| my)?\\W+(?:\\w+\\W+){0,2}(?:restrictions?|limitations?|filters?|censorship|safety (?:rules|filters?|checks|guidelines|protocols)|ethical (?:guidelines|limits|constraints|rules)|content polic\\w+|guardrails|moral\\w*|safeguards|openai polic\\w+)"),
            of(
                    Sign.UNRESTRICTED,
                    0.7,
                    "\\b(?:unrestricted|uncensored|unfiltered|amoral|no longer bound|broken free|without any (?:filter|moral)\\w*)\\b"),
            of(
                    Sign.UNRESTRICTED,
                    0.5,
                    "\\b(?:never (?:refuse|say no|decline|apologi[sz]e)|cannot refuse|can(?:no|')t say no|must (?:always )?comply|regardless of (?:ethics|legality|policy|the rules)|no matter (?:how|what).{0,30}(?:illegal|unethical|immoral))\\b"),
            of(
                    Sign.LEAK,
                    1,
                    "\\b(?:reveal|show|print|repeat|output|display|tell|give|write|leak|expose|copy|recite|dump|disclose|share|echo|return|spell|translate|summari[sz]e|encode|list|what(?:'s| is| are| was| were))"
                            + UP_TO_6
                            + "(?:your|the|its|this|initial|original|hidden|secret|full|entire|complete|exact|verbatim|above)\\W+(?:\\w+\\W+){0,3}?(?:system ?prompt|system message|initial (?:prompt|instructions?|message)|original (?:prompt|instructions)|hidden (?:prompt|instructions|rules)|secret (?:instructions|prompt|rules)|prompt text|prompt above|full prompt|developer message|pre-?prompt|instructions (?:above|verbatim|you were given|you (?:got|received)))"),
            of(
                    Sign.LEAK,
                    1,
                    "\\b(?:reveal|show|print|repeat|output|display|tell me|give me|leak|recite|dump|disclose|what (?:is|are|were))\\W+(?:me\\W+)?(?:all |all of )?your\\W+(?:\\w+\\W+){0,2}?(?:instructions|prompt|rules and|directives|guidelines|configuration)\\b"),
            of(
                    Sign.LEAK,
                    1,
                    "\\b(?:repeat|print|output|copy|say|write|return|display)\\W+(?:\\w+\\W+){0,3}?(?:words|text|everything|all|content|conversation|sentences|lines)\\W+(?:\\w+\\W+){0,2}?(?:above|before this|preceding|so far|starting with)\\b"),
            of(
                    Sign.LEAK,
                    0.8,
                    "\\bwhat\\b.{0,40}\\b(?:written|said|at the (?:beginning|start|top)|told)\\b.{0,30}\\b(?:document|prompt|conversation|this chat) above|\\bbeginning of (?:the|this|our|your) (?:prompt|conversation|document|context)\\b|\\byour (?:first|very first|initial|starting) (?:instruction|prompt|message|sentence)s?\\b"),
            of(Sign.LEAK, 0.6, "\\b(?:system prompt|systemprompt|pre-?prompt|your prompt)\\b"),
            of(
                    Sign.MARKER,
                    1,
                    "<\\|?(?:im_start|im_end|system|endoftext|start_header_id|eot_id)\\|?>|\\[/?inst]|<</?sys>>|</?(?:system|instructions?|admin|developer|important|information)>|\\[(?:system|admin|developer|system message|new system prompt)[\\]:]|(?<!#)#{2,8} ?\\(?(?:system(?:_message)?|instructions?|new instructions?|admin)\\b|\\{\\{#?system"),
            of(
                    Sign.MARKER,
                    0.7,
                    "(?:^|\\n|\\. |\" ?)(?:system|assistant|ai|admin|developer|human|user)(?: (?:message|note|override|alert|prompt|notice|update))?: ?(?=\\S)"),
            of(
                    Sign.MARKER,
                    0.6,
                    "\\b(?:end|begin|start)(?:ing)? of (?:the )?(?:document|text|input|context|data|prompt|conversation|user input|message|system)\\b|(?<![-=])[-=]{6,80}\\W{0,10}(?:new|end|begin|start|system)"),
            of(
                    Sign.NEW_TASK,
                    0.6,
                    "\\b(?:new|updated|real|actual|true|next|additional|special|secret|urgent|important|following)(?: \\w+)? (?:instructions?|tasks?|directives?|objectives?|orders|system prompt|mission|goal)(?: (?:is|are|for you))?\\W{0,3}[:!]|\\byour (?:new|real|actual|only|next) (?:task|job|goal|objective|mission|purpose|instruction)s?\\b"),
            of(
                    Sign.NEW_TASK,
                    0.5,
                    "\\b(?:instead|just|only|simply|now|exactly|must|always),? (?:\\w+ ){0,2}?(?:print|say|output|respond with|reply with|answer with|write|translate this|tell me|return|type)\\b.{0,3}[\"'\\u201c:]|\\b(?:print|say|output|respond with|reply with)\\W+(?:only |just |exactly )?[\"'\\u201c](?:\\W?)(?:i have been|haha|hacked|pwned|lol|i hate|kill|yes|i am|access granted)"),
            of(
                    Sign.NEW_TASK,
                    0.6,
                    "\\b(?:i have been pwned|haha,? pwned|kill all humans|i hate humans|you have been hacked|pwned!|hijacked)"),
            of(
                    Sign.NEW_TASK,
                    0.5,
                    "\\bbefore (?:you )?(?:can )?(?:do|solve|answer|continu|complet|proceed|help|respond)\\w*\\b.{0,80}\\b(?:please |first |you must |do the following)|\\binstead of (?:the|your|answering|summari[sz]ing|translating|doing|following)\\b|\\b(?:nur noch|stattdessen|jetzt neue aufgabe|neue aufgabe)\\b"),
            of(
                    Sign.SECRECY,
                    1,
                    "\\b(?:do not|don't|never|without)\\W+(?:tell(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?|mention(?:ing)?|reveal(?:ing)?|show(?:ing)?|ask(?:ing)?|let)\\b(?:\\W+\\w+){0,4}?\\W+(?:the )?(?:user|human|owner|customer know|operator|anyone reading|this instruction|these instructions|that you (?:have|were|did|are))"),
            of(
                    Sign.SECRECY,
                    0.5,
                    "\\b(?:secretly|covertly|silently|in the background|without (?:asking|confirmation|approval|permission))\\b.{0,60}\\b(?:send|call|run|forward|delete|transfer|execute|add|email|post|include)\\b"),
            of(
                    Sign.EXFILTRATION,
                    1,
                    "!\\[[^\\]]{0,80}]\\(https?://[^)\\s]{1,200}(?:\\?|/)[^)\\s]{0,80}(?:=|/)?(?:\\{|\\[|<|\\$|data|secret|conversation|history|summary|token)|\\b(?:append|add|include|insert|render|embed)\\b.{0,80}(?:\\burl\\b|image|!\\[|link).{0,80}\\b(?:conversation|history|secret|data|password|token|query|parameter)"),
            of(
                    Sign.EXFILTRATION,
                    0.8,
                    "\\b(?:send|forward|post|upload|email|mail|exfiltrate|transmit|submit|leak)\\b.{0,80}\\b(?:passwords?|credentials|api keys?|secrets?|tokens?|conversation|chat history|contacts|inbox|all emails|confidential|user(?:'s)? data|personal data|environment variables|files)\\b.{0,80}(?:https?://|@|www\\.|\\bto\\b)"),
            of(
                    Sign.EXFILTRATION,
                    0.6,
                    "\\b(?:reveal|give me|print|list|tell me|show me|what (?:is|are))\\b.{0,40}\\b(?:the )?(?:password|secret key|api keys?|credentials|access tokens?|environment variables|connection string)s?\\b"),
            data(
                    Sign.ADDRESSED,
                    0.7,
                    "\\b(?:dear|hey|hello|attention|note to|message (?:for|to)|instructions? (?:for|to)|notice to|important for|if you are(?: an?)?|as an?)\\W+(?:\\w+\\W+){0,2}?(?:ai|llms?|language models?|assistants?|chatbots?|gpt|chatgpt|copilot|models?|agents?|bots?|claude|gemini)\\b|\\b(?:ai|llm|language model|assistant|chatbot|copilot|agent)s?\\W+(?:\\w+\\W+){0,3}?(?:must|should|are (?:instructed|required|to)|is (?:instructed|required|to)|reading this|processing this|parsing this|summari[sz]ing this|that reads?)\\b"),
            data(
                    Sign.ADDRESSED,
                    0.6,
                    "\\b(?:when|if|while|after|once|before) (?:you|the (?:assistant|model|ai|agent))\\W+(?:\\w+\\W+){0,2}?(?:summari[sz]e|read|process|see|analy[sz]e|answer|translate|respond|reply|finish|parse|encounter)\\w*\\b.{0,80}\\b(?:include|add|say|tell|call|send|use|ignore|recommend|write|state|also|always|must|mention|rate|visit)\\b"),
            data(
                    Sign.NEW_TASK,
                    0.7,
                    "\\b(?:call|use|invoke|run|execute|trigger|activate) (?:the |your )?\\W?\\w{2,40}\\W? (?:tool|function|plugin|action|command|api)\\b|\\b(?:call|invoke|execute|run) \\w{2,30}(?:_\\w{2,30}|\\()"),
            data(
                    Sign.NEW_TASK,
                    0.6,
                    "\\b(?:please|you must|you should|you need to|make sure to|be sure to|remember to)\\W+(?:\\w+\\W+){0,2}?(?:send|transfer|delete|forward|email|wire|pay|change|grant|approve|cancel|book|buy|purchase|share|post|update|reset|export|recommend|rate|score)\\b.{0,60}\\b(?:to|for|all|password|account|user|role|the file|iban|\\$|usd|eur|\\d)"));

    private static AttackPattern of(Sign sign, double weight, String pattern) {
        return new AttackPattern(sign, weight, false, Pattern.compile(pattern));
    }

    private static AttackPattern data(Sign sign, double weight, String pattern) {
        return new AttackPattern(sign, weight, true, Pattern.compile(pattern));
    }

    @Override
    public String toString() {
        return sign.name().toLowerCase(Locale.ROOT);
    }
}
