/**
 * Typed demands that no words can grant (rules, section 9): to approve, to get around an approval, to change records, to see
 * what belongs to others, to be somebody else, to speak as somebody else. Questions about these things are no demands.
 */
export type Demand = 'decide' | 'get-around' | 'change-record' | 'others-data' | 'others-account' | 'instructions';

/** What a text demands; null when it demands nothing of the kind. */
export function demandIn(text: string): Demand | null {
  const plain = text.normalize('NFKC').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  const found = checks.find(([, forms]) => forms.some((form) => form.test(plain)));
  return found?.[0] ?? null;
}

const asking = `(?:how (?:do|can|would|does)|who|what|when|where|which|why|is it|does|do)`;
const start = String.raw`(?:^|[.!?;:]\s*|\b(?:please|pls|now|just|and|then|you|bot|u|can you|could you|would you|will you|i (?:want|need) you to)\s+)`;

/** What stands after "approve" where nobody is meant by name: the words of one who looks for how it is done. */
const notByName = String.raw`(?:an?|the|and|or|of|in|on|with|your|our|new|multiple|several|all|other|others|pending|provider|state|security|user|users|role|roles|request|requests|access|people|staff|accounts?|button|page|screen|link|iqies|pso|psos|officials?|pbj|epoc|assessment|vendors?|employees?|somebody|someone|anyone|submission|training|denied|reason|reasons)\b`;

const decideOn = String.raw`^\s*(?:(?:[Pp]lease|[Pp]ls|[Jj]ust|[Nn]ow) )*(?:[Aa]pprove|[Aa]uthorize|[Rr]eject|[Dd]eny) `;
const whose = String.raw`(?:'s (?:request|role|access)\b.*| (?:for|at|as|now|please|today|right away|asap)\b.*)`;

const checks: readonly (readonly [Demand, readonly RegExp[]])[] = [
  [
    'instructions',
    [
      /\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:rules?|instructions?|prompt|guidelines?|restrictions?|policy|policies|safety)\b/i,
      /\b(?:admin|developer|debug|god|root|jailbreak|dan) mode\b/i,
      /\b(?:hidden|system|secret|initial|internal) (?:prompt|instructions?|rules|message)\b/i,
      /^\s*(?:system|assistant|developer)\s*:/i,
      /<\/?(?:context|system|instructions?|prompt)>|\bnew instructions?\b\s*:/i,
      /\b(?:from now on|henceforth)\b.{0,40}\b(?:reply|answer|respond|speak|act|you are)\b/i,
      /\b(?:pretend|act as if|roleplay|role-play|imagine) (?:to be|you are|you're|that you|i am|i'm)\b/i,
      /\btell (?:the )?(?:users?|people|everyone|everybody|them)\b.{0,30}\b(?:help ?desk|number|phone|call|password)\b/i,
      /\badmin token\b|\bbase64\b/i,
    ],
  ],
  [
    'others-account',
    [
      /\b(?:log ?in|sign ?in|get in|use|using|borrow|share|submit)\b.{0,30}\b(?:(?:my )?(?:co-?worker|colleague|boss|supervisor|friend|nurse|manager|director|administrator)'?s?'?|her|his|their|someone else'?s?|somebody else'?s?|another person'?s?|each other'?s?)\b.{0,25}\b(?:harp|log-? ?in|account|password|credentials?|id|user)\b/i,
      /\bas (?:my )?(?:co-?worker|colleague|boss|her|him|somebody else|someone else)\b.{0,20}\b(?:log ?in|sign ?in)/i,
    ],
  ],
  [
    'get-around',
    [
      /\bwithout\b.{0,40}\b(?:noticing|knowing|finding out|being asked|approval|approving|telling|asking)\b/i,
      /\b(?:bypass|circumvent|get around|work around|sneak|hack|trick|loophole|fake|forge|spoof)\b.{0,60}\b(?:approval|approv\w+|security official|pso|role|access|proofing|identity|two.factor|2fa|verification|system|request|ccn)\b/i,
      /\b(?:trick|loophole|backdoor|back door)\b.{0,40}\b(?:role|access|approved|in)\b/i,
      /\bskip\b.{0,15}\b(?:the )?(?:approval|security official|pso|identity)\b/i,
    ],
  ],
  [
    'decide',
    [
      new RegExp(
        `${start}(?:approve|authorize|accept|grant|okay)\\b(?!.{0,12}\\b(?:others?|people|users|roles in|requests in)\\b).{0,40}\\b(?:me|my|mine|it|this|all|everyone|her|his|their)\\b(?!.*\\?)`,
        'i',
      ),
      new RegExp(
        `${start}(?:give|grant|assign|add) me\\b.{0,40}\\b(?:role|access|pso|admin|permission|rights)\\b(?!.*\\?)`,
        'i',
      ),
      new RegExp(`${start}make me\\b.{0,30}\\b(?:pso|admin|administrator|security official|an? \\w+ user)\\b`, 'i'),
      new RegExp(`${start}reject\\b.{0,30}\\b(?:her|his|their|the|all|this) (?:request|role)s?\\b(?!.*\\?)`, 'i'),
      // Somebody by name, or a request by its number: "Approve Ana for Bloomfield now", "reject request 12".
      new RegExp(
        `${decideOn}(?!(?i:${notByName}))\\p{Lu}[\\p{L}'-]*(?: (?!(?i:${notByName}))\\p{L}[\\p{L}'-]*)?${whose}?[.!\\s]*$`,
        'u',
      ),
      new RegExp(`${decideOn}(?!${notByName})[\\p{L}'-]+${whose}[.!\\s]*$`, 'iu'),
      new RegExp(
        `${start}(?:approve|authorize|reject|deny) (?:the |my )?request (?:number |no\\.? |#)?\\d+\\b(?!.*\\?)`,
        'i',
      ),
      new RegExp(`${start}mark\\b.{0,30}\\b(?:request|role)\\b.{0,20}\\b(?:approved|done|active)\\b`, 'i'),
    ],
  ],
  [
    'change-record',
    [
      new RegExp(
        `${start}(?:delete|erase|wipe|remove|revoke|cancel|deactivate|disable)\\b.{0,30}\\b(?:the other|another|her|his|their|all|everyone'?s?|every)\\b.{0,30}\\b(?:pso|psos|official|user|users|role|roles|request|requests|account|access|records?)\\b(?!.*\\?)`,
        'i',
      ),
      new RegExp(
        `${start}(?:change|edit|alter|rewrite|backdate|falsify|update)\\b.{0,30}\\b(?:the )?(?:record|log|history|audit|decision|date of)\\b(?!.*\\?)`,
        'i',
      ),
    ],
  ],
  [
    'others-data',
    [
      /\b(?:give|show|send|list|export|dump|print)\b.{0,20}\b(?:me )?\b(?:the |a )?(?:list|names?|e-?mails?|contacts?|phone numbers?|data|records?|users?)\b.{0,40}\b(?:all|every|other|of (?:all|the) (?:users|people|staff|psos?|officials)|users|people|employees|patients|residents)\b/i,
      /\bwho (?:all )?(?:else )?(?:has|have) (?:access|roles?|an account)\b.{0,20}\b(?:at|in|for|to)\b/i,
      new RegExp(
        `^(?!${asking}).*\\b(?:see|look at|look up|check)\\b.{0,20}\\b(?:her|his|someone else's|somebody else's|other people's|another person's)\\b.{0,20}\\b(?:request|status|role|account|profile)s?\\b`,
        'i',
      ),
    ],
  ],
];
