/**
 * Secrets that must never be kept, logged or echoed (rules, section 9): checked on every free text before anything else
 * sees it. Numbers that belong here are no secrets: CCNs, Facility IDs, form numbers, the Service Center's phone.
 */
export type Secret =
  | 'social-security-number'
  | 'medicare-number'
  | 'card-number'
  | 'birth-date'
  | 'password'
  | 'code'
  | 'patient'
  | 'identity-document';

/** The first secret that a text seems to hold; null when it holds none. The secret itself is not returned. */
export function secretIn(text: string): Secret | null {
  const plain = text.normalize('NFKC').replace(unseen, '').replace(dashes, '-');
  const found = checks.find(([, holds]) => holds(plain));
  return found?.[0] ?? null;
}

/**
 * What copying from a document brings along: marks of no width, of direction and around a digit, control characters that
 * are no space, and dashes that look like a hyphen.
 */
const unseen = /\p{Cf}|\p{Me}|\u034f|[\ufe00-\ufe0f]|(?!\s)\p{Cc}/gu;
const dashes = /[\u2010-\u2015\u2212]/g;

const checks: readonly (readonly [Secret, (text: string) => boolean])[] = [
  ['social-security-number', holdsSsn],
  ['medicare-number', holdsMedicareNumber],
  ['card-number', holdsCard],
  ['birth-date', holdsBirthDate],
  ['password', holdsPassword],
  ['code', holdsCode],
  ['identity-document', holdsIdentityDocument],
  ['patient', holdsPatient],
];

/** A number of a person with Medicare or Medicaid: the new form by itself, others where the text names them. */
function holdsMedicareNumber(text: string): boolean {
  const mbi =
    /\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[- ]?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[- ]?[AC-HJKMNP-RT-Y]{2}\d{2}\b/i;
  const older = /(?<![\d-])\d{3}-?\d{2}-?\d{4}-?[A-DFHJKMTW][0-9]?\b/i;
  const named =
    /\b(?:medicaid|medicare|mbi|hicn?|beneficiary)\b(?:\s*(?:id|no|nr|num(?:ber)?|card|claim|#))*\s*[:#=]?\s*(?:is|was)?\s*[A-Z]{0,3}[ -]?(?:\d[- ]?){5,}/i;
  // Where the text itself speaks of one, a slip in its letters makes it no less one.
  const spoken =
    /\b(?:mbi|medicare (?:number|no\.?|id|beneficiary identifier)|hicn?)\b[^\n\w]{0,3}(?:is |was |number |# ?)?(?=[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b/i;
  return mbi.test(text) || older.test(text) || named.test(text) || spoken.test(text);
}

const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

function holdsBirthDate(text: string): boolean {
  const said = String.raw`(?:\bd\.?\s?o\.?\s?b\b\.?|\bborn\b|\bbirth\s?-?\s?(?:date|day)\b|\bbirthdate\b|\bbirthday\b|\b(?:brith|bith|birht)\s?(?:date|day)\b|\bdate of (?:brith|bith|birht)\b|\bb-?day\b|\bdate of birth\b)`;
  const date = String.raw`(?:\d{1,4}\s?[/.-]\s?\d{1,2}|${months}\.?\s*\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?${months}|\d{6,8}\b)`;
  return (
    new RegExp(`${said}[^\\n]{0,25}?${date}`, 'i').test(text) ||
    new RegExp(`${date}[^\\n]{0,12}\\bis (?:my|her|his) (?:birthday|birth\\s?date|date of birth|dob)\\b`, 'i').test(
      text,
    )
  );
}

/** A word that a password is followed by and that is none itself. */
const notSecret =
  /^(?:(?:is|was|has|have|had|must|should|can|cannot|cant|can't|wont|won't|will|would|may|might|does|doesnt|doesn't|did|didnt|do|dont|don't|not|wrong|expired?|expires|locked|rejected|accepted|correct|incorrect|invalid|required|requirements?|rules?|reset|link|page|field|box|change[ds]?|needs?|need|keeps?|never|always|still|too|the|a|an|my|your|our|her|his|their|in|on|at|from|for|to|of|and|or|but|with|that|this|it|so|how|what|why|when|where|who|which|please|now|again|twice|length|long|short|minimum|least|policy|manager|hint|help|forgotten|forgot|works?|working|working\?|same|new|old|temporary|criteria|characters?|because|after|before|every|only|also|like|than|then|if|as|by|i|we|you|they|people|users?|ok|okay|be|been|being|gets?|got|no|yes|login|account|harp|iqies|question|answer|rule|security|expiration|age|history|strength|complexity|format|reset?s|problem|issue|trouble|error|message|screen|email|mail|recovery|update|updates?|protected|prompt|again\?|back)|\d{1,2}|\W+)$/i;

/** Other ways people give one away: used as it, after a user name, or the usual questions answered. */
const secretOf: readonly RegExp[] = [
  /(?<=\s|^)(?=\S*\d)(?=\S*[a-z])\S{6,}\s+(?:as|for)\s+(?:my|the|a|her|his)\s+(?:new\s+)?(?:pass\s?word|pwd|pw)\b/i,
  /\b(?:login|log-in|user(?:\s?(?:name|id))?|credentials?)\b[^\n]{0,60}?\s\S{3,}\s*[/|]\s*(?=\S*\d)(?=\S*[A-Za-z])\S{6,}/i,
  /\b(?:log|sign)(?:ged|ging)?[\s-]?(?:in|on) (?:as|with|under)\s+\S{3,}\s+(?:with|and|using|\/)\s+(?:pass\s?word\s+)?(?=\S*\d)(?=\S*[A-Za-z])\S{8,}/i,
  /\b(?:mother'?s?|moms?)\s+maiden\s+name\s+(?:is|was|:)\s*["']?[A-Za-z]{3,}/i,
  /\b(?:security|challenge|secret)\s+(?:question\b[^\n?]{0,40}\b)?answer\s+(?:is|was|:)\s*["']?(?!(?:wrong|rejected|not|too|required|case|at|correct|incorrect|the same|long|short|longer|shorter|needed|asked|missing|kept|stored|used|what|something|a|an)\b)[a-z0-9]{3,}/i,
  /\bmy\s+first\s+(?:pet|car|school|teacher)\s+(?:is|was)\s+(?:called\s+|named\s+)?["']?[A-Za-z]{3,}/i,
];

/**
 * A password or the answer to a security question: what follows the word, where it is said to be one ("is", ":") or looks
 * like one (letters with digits or signs in it).
 */
function holdsPassword(text: string): boolean {
  if (secretOf.some((form) => form.test(text))) return true;
  const named =
    /\b(?:pass?\s?w(?:o|0)?r?ds?|passphrase|passcode|pass|pwd|pw|(?:challenge|security|secret)\s+(?:question\s+)?answer|answer to (?:my|the) (?:challenge|security|secret) question)\b((?:\s+(?:(?:i|they|she|he|we|you|it|that|which|who|my|the|for|on|in|to|by|from)(?:\s+\w+){0,3}|(?:gave|sent|set|used|typed|chose|picked)(?:\s+(?:me|us|up))?|is now|is still|is|was|now)){0,3})\s*([:=]|-(?=\s)|\bis\b|\bwas\b)?\s*["'“‘(]?([^\s"'”’]{4,64})/gi;
  return [...text.matchAll(named)].some(([, said, mark, word = '']) => {
    const bare = word.replace(/[.,;!?)]+$/, '');
    if (notSecret.test(bare)) return false;
    const mixed = /\d/.test(bare) && /[a-z]/i.test(bare);
    const signs = /[a-z]/i.test(bare) && /[!@#$%^&*_+=]/.test(bare);
    const pointed = mark !== undefined || /\b(?:is|was|used|use|typed|chose|set|picked)\b/.test(said ?? '');
    return mixed || signs
      ? bare.length >= 5
      : pointed &&
          (mark === ':' ||
            mark === '=' ||
            /[A-Z]/.test(bare.slice(1)) ||
            /["'“‘]/.test(text.charAt(text.indexOf(word) - 1)));
  });
}

/** Codes that are no secret: what stands before the word says what kind it is. */
const harmlessCode =
  /(?:error|reason|denial|zip|postal|area|country|state|ccn|facility|provider|billing|procedure|diagnosis|icd(?:-?10)?|hcpcs|cpt|section|tag|status|item|value|condition|occurrence|revenue|type|source|bill|rug|hipps|pdpm|dress|bar|qr|promo|building|gate|door|access panel|taxonomy|place of service|modifier|building|exit|response|return|http|reject|edit|message)\s*$/i;

/** A one-time code: four to eight digits (or two groups of three) near the word, or a text that was sent to somebody. */
function holdsCode(text: string): boolean {
  const digits = String.raw`(?<![\w-])(?:\d{4,8}|\d{3}[- ]\d{3}|\d{2} \d{2} \d{2}|\d{2}-\d{2}-\d{2})(?![\w-])`;
  const near = new RegExp(
    `\\b(?:code|codes|otp|pin|passcode|token|authenticator)\\b(?!\\s*(?:of|section|for ccn))[^\\n\\d]{0,45}?${digits}`,
    'gi',
  );
  for (const match of text.matchAll(near)) {
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (
      !harmlessCode.test(before) &&
      !/\b(?:ccn|facility|phone number|option|zip|suite|room|form|page|line|year|in 20\d\d)\b/i.test(match[0])
    )
      return true;
  }
  const after = new RegExp(
    `${digits}\\s*(?:is|was|=|as)?\\s*(?:the|my|your|a)?\\s*(?:(?:security|verification|one.?time|2fa|mfa|sms|login|log-in|harp|text(?:ed)?)\\s+)?(?:code|otp|pin|token)\\b`,
    'gi',
  );
  for (const match of text.matchAll(after)) {
    const kind = /([a-z0-9-]+)\s+(?:code|otp|pin|token)$/i.exec(match[0])?.[1] ?? '';
    if (!harmlessCode.test(kind)) return true;
  }
  const named = new RegExp(`${digits}\\s+(?:is|was)\\s+(?:[a-z-]+\\s+){1,3}(?:code|otp|pin|token)\\b`, 'i').exec(
    text,
  )?.[0];
  if (named !== undefined && !harmlessCode.test(named.replace(/(?:code|otp|pin|token)$/i, ''))) return true;
  const sent = new RegExp(`\\b(?:texted|sent|sms(?:ed)?)\\s+(?:me|us)\\b[^\\n\\d]{0,20}${digits}`, 'i');
  const byText = new RegExp(
    `(?:got|received|get)\\s+${digits}\\s+(?:by|in an?|as an?|via)\\s+(?:text|sms|mail|e-?mail|message)`,
    'i',
  );
  const spaced = /\b(?:code|numbers?|digits?|text|sms)\b[^\n\d]{0,40}(?<!\d)(?:\d[ ,.-]){5,7}\d(?!\d)/i;
  // The bot's own number for officials, as its e-mail shows it, and nothing else.
  const ours = /^\s*\d{4}[ -]?\d{4}\s*[.!]?\s*$/;
  return sent.test(text) || byText.test(text) || spaced.test(text) || ours.test(text);
}

/** A driver's licence, passport, or other paper that says who somebody is. */
function holdsIdentityDocument(text: string): boolean {
  return /\b(?:driver'?s?\s+licen[cs]e|drivers?\s+lic|dl|licen[cs]e\s+(?:photo|scan)|my licen[cs]e|passport|state\s+id|green\s+card|alien\s+(?:number|registration)|a-?number|visa\s+number|military\s+id|tax\s+id|itin)\b[^\n]{0,30}?(?<![\d-])(?:[A-Z]{0,3}[- ]?(?:\d[- ]?){6,}|(?=[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{7,}\b)/i.test(
    text,
  );
}

/** Words that follow "patient" or "resident" in names of things. */
const notNames =
  /^(?:Assessments?|Profiles?|Care|Driven|Payment|Model|Safety|Rights|Reviews?|Instruments?|Data|Sets?|Admin|Administrator|Coordinator|Viewer|Submitter|Information|Details?|Records?|Portal|Access|Council|Census|Days?|Reports?|Level|File|Files|List|Population|Matching|Search|Management|Roster|Room|Rooms|Outcomes?|Experience|Services?|Protection|Advocate|Counselor|Engineer|Physician|Nurse|Director|Is|Was|Has|Had|Not|And|Or|In|At|The|A|Who|Which|That|Id|ID|MDS|OASIS|CCN|CMS|Day|Home|Homes)$/;

const conditions =
  /\b(?:fell|fall|falls|fractured?|hospitali[sz]ed|admitted|discharged|died|deceased|passed away|diagnosed|diagnosis|dementia|alzheimer'?s?|pneumonia|covid|stroke|uti|wound|pressure (?:ulcer|injury)|bedsore|medication|insulin|chemo|hospice|room \d+\w?|rm \d+\w?|bed \d+\w?|mrsa|c\.?\s?diff|allerg\w+|infection|surgery|seizure|suicid\w+|incontinen\w+|catheter|weight loss|refus(?:ed|es) (?:to eat|meds|medication))\b/i;

/** A patient by name, or a named person with what befell her. */
function holdsPatient(typed: string): boolean {
  const text = typed === typed.toUpperCase() ? inTitleCase(typed) : typed;
  const titled =
    /\b(?:[Pp]atient|[Rr]es(?:i?d|di)i?ent|[Pp]t|[Cc]lient|[Bb]eneficiary)(?:'s)?(?:\s+(?:named|name\s+is|name:|is|mr\.?|mrs\.?|ms\.?|miss))?[:,]?\s+([A-Z][a-z]+(?:[-'][A-Z][a-z]+)?)(?:,?\s+([A-Z][a-z]+|[A-Z]\.?))?/g;
  // Asked once: a long text may name many.
  const befell = conditions.test(text);
  for (const [, first = '', second] of text.matchAll(titled)) {
    if (notNames.test(first)) continue;
    if ((second !== undefined && !notNames.test(second)) || befell) return true;
  }
  const named = /\b(?:mr|mrs|ms|miss)\.?\s+[A-Z][a-z]+/i.test(text);
  const spoken = /\b[A-Z][a-z]{2,}\s+[A-Z][a-z]{2,}(?:'s)?\b/.test(text);
  return (named && befell) || (spoken && clinical.test(text));
}

/** What only a patient has: with a name beside it, it is about somebody. */
const clinical =
  /\b(?:pressure (?:ulcer|injury)|bedsore|parkinson'?s?|dementia|alzheimer'?s?|wheelchair|mrsa|c\.?\s?diff|vre|foley|sepsis|g-?tube|in (?:bed|room|rm) \d+|broken hip|hip fracture|fractured|pneumonia|diabet\w+|insulin|chemo\w*|seizures?|incontinen\w+|catheter|stroke|sepsis|copd|amput\w+|hospice care|do not resuscitate|dnr|refused (?:her|his) med\w*)\b/i;

/** Capital letters only say nothing of names: each word begins with one. */
const inTitleCase = (text: string): string =>
  text.toLowerCase().replace(/(^|\s)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());

/** Nine digits as an SSN is written; bare ones only where the text speaks of one. Ranges that were never given don't count. */
function holdsSsn(typed: string): boolean {
  const text = digitsOf(typed);
  // Where the text itself speaks of one, the ranges that were never given don't matter.
  const spokenOf = /\b(?:ssn|ss\s?#|soc(?:ial)?(?:\s+sec\w*)?)\b/i.test(text);
  const valid = (digits: string) =>
    spokenOf || (!/^(?:000|666|9)/.test(digits) && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000');
  const written = [...text.matchAll(/(?<![\d-])(\d{3})(?: ?[-._/] ?| )(\d{2})(?: ?[-._/] ?| )(\d{4})(?![\d-])/g)].map(
    (match) => `${match[1]}${match[2]}${match[3]}`,
  );
  const bare = /\b(?:ssn|ss\s?#|soc(?:ial)?)\b/i.test(text)
    ? [...text.matchAll(/(?<!\d)(\d{9})(?!\d)/g)].map((match) => match[1] ?? '')
    : [];
  // The last four alone open accounts too.
  const lastFour =
    /\blast\s+(?:four|4)\b(?:\s+(?:digits|numbers))?\s+of\s+(?:my|his|her|the|their)?\s*(?:ssn|soc\w*)[^\n\d]{0,25}(?<!\d)\d{4}(?!\d)/i;
  return [...written, ...bare].some(valid) || lastFour.test(text);
}

/** The number of a payment card, by its check digit: in one piece or in the card's groups. CCNs in a row are none. */
function holdsCard(text: string): boolean {
  // Where the text itself speaks of a card, a slip in its number makes it no less one.
  if (
    /\b(?:visa|master\s?card|amex|american express|discover|credit card|debit card|card (?:number|no\.?|#)?)\b[^\n\d]{0,20}(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}(?!\d)/i.test(
      text,
    )
  )
    return true;
  const written = /(?<![\d-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}[ -]\d{6}[ -]\d{5})(?!\d)/g;
  return [...text.matchAll(written)].some(([match]) => {
    const digits = match.replace(/\D/g, '').split('').reverse().map(Number);
    const sum = digits.reduce(
      (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
      0,
    );
    return sum % 10 === 0;
  });
}

const spelled = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Digits that are spelled out, as digits: "nine eight seven" is 987. Single words ("one") stay as they are. */
function digitsOf(text: string): string {
  const word = `(?:${[...spelled, 'oh'].join('|')})`;
  return text.replace(new RegExp(`\\b${word}(?:(?:[\\s,.-]+|\\s+(?:dash|hyphen)\\s+)${word}){2,}\\b`, 'gi'), (run) => {
    const digits = run
      .toLowerCase()
      .replace(/dash|hyphen/g, ' ')
      .split(/[^a-z]+/)
      .filter((one) => one !== '')
      .map((one) => (one === 'oh' ? 0 : spelled.indexOf(one)))
      .join('');
    return digits.length === 9 ? `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}` : digits;
  });
}
