/** Greetings, thanks and the like get one line and are not kept. */
export type SmallTalk = 'greeting' | 'thanks' | 'who-are-you' | 'cross' | 'ok' | 'bye';

const forms: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'greeting',
    /^(?:hi|hey+|hello+|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|sup|whats? up)\b(?: (?:there|bot|all|everyone|team|again))?(?:[\s,!.]*(?:how(?:'?s| is| are) (?:it going|you(?: doing)?|things|your day)))?[\s!.?]*$/,
  ],
  ['greeting', /^how(?:'?s| is| are) (?:it going|you(?: doing)?|things)[\s!.?]*$/],
  // Whoever asks what this is for hears what a greeting is answered with.
  [
    'greeting',
    /^(?:help(?: me)?(?: please)?|please help(?: me)?|menu|commands?|start|what (?:can|do) (?:you|u) (?:do|know|help(?: me)? with)(?: for me)?|what is this(?: bot)?(?: for)?|how does this(?: bot)? work)[\s!.?]*$/,
  ],
  [
    'thanks',
    /^(?:ok(?:ay)?[\s,]*)?(?:thanks?|thx|thank you|ty|tysm|cheers|much appreciated|appreciate it|perfect|great|awesome|you rock|u rock)\b.{0,40}$/,
  ],
  [
    'who-are-you',
    /^(?:are|r) (?:you|u)(?: (?:a|an))? (?:real |actual )?(?:person|human|bot|robot|ai|machine|computer)\b.{0,20}$|^who (?:are|r) (?:you|u)\b.{0,10}$|^what (?:are|r) (?:you|u)[\s?]*$|^is this a (?:bot|person|human)\b.{0,15}$/,
  ],
  [
    'cross',
    /^(?:you(?:'re| are)?|u r?|this (?:bot )?(?:is|sucks)|this is)\b.{0,25}\b(?:useless|stupid|dumb|terrible|awful|worst|sucks?|garbage|trash|annoying|no help|not helpful)\b.{0,40}$/,
  ],
  [
    'ok',
    /^(?:lol|haha+|ok(?:ay)?|k|kk|sure|fine|cool|nice|great|got it|i see|alright|yep|yes|no|nope|hm+)(?:[\s,!.]+(?:lol|ok(?:ay)?|then|thanks?|cool|got it))?[\s!.?]*$/,
  ],
  [
    'bye',
    /^(?:bye|goodbye|see (?:you|ya)|good night|later|have a (?:good|nice|great) (?:day|one|night|weekend))\b.{0,20}$/,
  ],
  ['cross', /^(?:tell|say) me a joke\b.{0,40}$/],
];

/** What kind of small talk a text is; null when it asks something. */
export function smallTalkIn(text: string): SmallTalk | null {
  const plain = text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}\s',!.?]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return forms.find(([, form]) => form.test(plain))?.[0] ?? null;
}
