/**
 * The contract between the strict local Teams, the page that shows it, and the tests.
 *
 * The connector is two things at once: what a bot calls (token endpoint, key set, Bot Framework connector over HTTP) and
 * a set of Teams clients ("members") through which a person acts. A member's action becomes a signed activity that is
 * posted to the bot, exactly as Teams would send it. Nothing here knows what the bot is about. `startConnector(options)`
 * of connector.ts starts it.
 *
 * How Microsoft's SDK (botbuilder 4.23, TeamsAdapter of teams-ai 1.7.4) is pointed at it; test/connector/sdk.test.ts runs it:
 * - `new TeamsAdapter({ MicrosoftAppId, ...connector.sdkOptions() }, factory)`. As soon as ONE of ToChannelFromBotLoginUrl,
 *   ToChannelFromBotOAuthScope, ToBotFromChannelTokenIssuer, OAuthUrl, ToBotFromChannelOpenIdMetadataUrl,
 *   ToBotFromEmulatorOpenIdMetadataUrl, CallerId is set, the SDK takes all of them from the options and none from its
 *   own: all must be given. A ChannelService is not needed then. Metadata and keys may be plain http.
 * - The token of the bot is the exception: MSAL refuses any authority that is not https (authority_uri_insecure), and asks
 *   Microsoft about one that it does not know. So `factory` extends ConfigurationServiceClientCredentialFactory of
 *   botbuilder ({ MicrosoftAppId, MicrosoftAppPassword }) and overrides `createCredentials` alone: it returns an object with
 *   `signRequest(request)` that sets `authorization: Bearer TOKEN` on request.headers. The token comes from one form POST
 *   to `connector.tokenUrl`: grant_type=client_credentials, client_id, client_secret,
 *   scope=https://api.botframework.com/.default; keep it, the SDK does not for such an object.
 * - Refused tokens: 401 (none, wrong audience, issuer or key id, expired, serviceurl claim differs), but 500 for a right
 *   key id with a wrong signature; the handler is never reached. The SDK writes its errors to the console.
 * - The SDK keeps keys by metadata URL, and tokens of AppCredentials by app id and scope, in static maps of the process.
 *   Several connectors of one process therefore share one key set, and accept each other's tokens for one app id.
 * - The adapter checks neither tenants nor where a service URL leads: the bot has to, before it sends anything there.
 * - `@microsoft/teams-ai/lib/TeamsAdapter` loads the adapter without the AI parts (135 ms instead of the whole package).
 * - Tokens live by the computer's clock, whatever `clock` says: Microsoft's library reads no other.
 * - A service URL that ends in a slash or has a path works: the SDK appends `v3/conversations/...` to it.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A person's account in Teams. */
export interface TeamsPerson {
  /** The rehearsal's own id; the same as in Slack for a person who is on both. The bot never sees it. */
  id: string;
  name: string;
  /** Entra object id. */
  aadObjectId: string;
  /** As the roster gives it; null: the account has none. */
  email: string | null;
  /** Another organization's tenant; the connector's own when left out. */
  tenantId?: string;
  /** userRole "guest" in the roster. */
  guest?: boolean;
  /** IANA name, sent as localTimezone. */
  timeZone?: string;
  /** "en-US" when left out. */
  locale?: string;
  /** Her account was removed from the tenant: nobody can write to her, and she can do nothing. */
  left?: boolean;
  /** One line for the page's person picker. Teams never sees it. */
  about?: string;
}

/** A channel of a team. */
export interface TeamsChannel {
  /** For example 19:iqies@thread.tacv2. */
  id: string;
  name: string;
  teamId: string;
  teamName: string;
  /** Ids of TeamsPerson. */
  members: string[];
  /** Whether the app is installed in the team. */
  botIn: boolean;
}

/** A message as it stands now, updates applied. */
export interface ShownMessage {
  /** Activity id. */
  id: string;
  conversationId: string;
  /** 'bot', or the TeamsPerson id of the author. */
  from: string;
  text: string;
  /** 'plain', 'markdown' or 'xml'. */
  textFormat: string;
  summary: string;
  /** Adaptive Cards, in order, as the bot sent them; after a pressed Action.Execute that was answered with a card: that
   *  card, for the one who pressed only. */
  cards: JsonObject[];
  suggestedActions: JsonObject[];
  edited: boolean;
  /** The message it answers in a channel; null for a post, and in a personal chat. */
  replyToId: string | null;
  /** ISO time. */
  at: string;
  /** Everything the bot sent (entities, channelData...); null for a person's message. */
  activity: JsonObject | null;
}

/** An open dialog ("task module"). */
export interface ShownDialog {
  title: string;
  /** The card that is shown; null when it is a plain text. */
  card: JsonObject | null;
  /** The text of a `message` answer. */
  text: string | null;
  height: Json;
  width: Json;
  /** What is typed or chosen now, by input id, as it goes over the wire (several choices joined by commas). */
  values: { [inputId: string]: string };
  /** The client's own refusals of the last press, by input id. */
  errors: { [inputId: string]: string };
  /** Grows with each card that is shown in it: 1 on open. */
  version: number;
  /** 'failed': the bot did not answer, or not with what Teams can show. */
  state: 'ready' | 'sending' | 'failed';
}

/** All that one person sees in her Teams client at this moment. */
export interface TeamsScreen {
  person: TeamsPerson;
  installed: boolean;
  blocked: boolean;
  /** The personal chat with the bot, oldest first. */
  messages: ShownMessage[];
  /** The bot is typing. */
  typing: boolean;
  dialog: ShownDialog | null;
  channels: { id: string; name: string; teamName: string; botIn: boolean; messages: ShownMessage[] }[];
  /** What Teams says under a button after a failed press, or the text that an Action.Execute was answered with. */
  notice: string | null;
}

/** A button. What is given must match one button of the card (ShowCards within it included), or several that are alike. */
export interface ButtonPlace {
  surface: 'message' | 'dialog';
  /** For a message: its id; the newest message with a card when left out. */
  messageId?: string;
  title?: string;
  /** Of an Action.Execute. */
  verb?: string;
  /** Part of the action's `data`: each given key must be equal. */
  data?: JsonObject;
}

/** How the bot answered. */
export interface Answered {
  /** HTTP status; 0 when it did not answer in time, or nothing was sent because the client refused (see `body`). */
  status: number;
  /** The body; 'invalid' when the client's own validation kept the press back, 'not-sent' when nothing goes to the bot
   *  (ShowCard, OpenUrl, ToggleVisibility). */
  body: Json;
  ms: number;
}

export interface FoundChoice {
  title: string;
  value: string;
}

/** What a search from the message box (compose extension) found. */
export interface FoundCard {
  preview: JsonObject | null;
  contentType: string;
  content: JsonObject;
}

/** What is wrong with the token of a request to the bot. */
export type TokenFault =
  | 'none'
  | 'not-a-token'
  | 'unsigned'
  | 'wrong-audience'
  | 'wrong-issuer'
  | 'wrong-key'
  | 'unknown-key'
  | 'expired'
  | 'no-serviceurl'
  | 'other-serviceurl';

/** What differs from an honest request. */
export interface Forged {
  token?: TokenFault;
  /** Stands in the activity and in the token's claim: a signed activity that would lead the bot's answers elsewhere. */
  serviceUrl?: string;
  /** The tenant in conversation and channelData. */
  tenantId?: string;
  /** Laid over the activity. */
  fields?: JsonObject;
}

/** One person's Teams client. Every promise settles when the bot has answered. It throws when a client could not do that:
 *  a button, input or choice that is not there, a dialog that is not open, the app not installed. */
export interface Member {
  readonly person: TeamsPerson;
  screen(): TeamsScreen;
  /** Installs the app for herself (installationUpdate add, then conversationUpdate membersAdded). */
  install(): Promise<Answered>;
  uninstall(): Promise<Answered>;
  /** Adds the app to the team of a channel that she is in, or takes it away: the bot is told with the team's id. */
  installIn(channelId: string): Promise<Answered>;
  uninstallFrom(channelId: string): Promise<Answered>;
  /** Blocks the bot in the personal chat: it is told nothing, and its messages get 403. */
  block(): void;
  unblock(): void;
  /** Writes in the personal chat. */
  say(text: string): Promise<Answered>;
  /** Writes in a channel and mentions the bot; `replyToId` answers a post there. */
  mention(channelId: string, text: string, replyToId?: string): Promise<Answered>;
  /** Types or chooses in an input of the open dialog, without sending. A toggle takes 'true' or 'false' (or its own
   *  values); several choices are a list, or joined by commas. */
  fill(inputId: string, value: string | readonly string[]): void;
  /** Presses a button: Action.Execute (adaptiveCard/action), Action.Submit that opens a dialog (task/fetch), Action.Submit
   *  in a dialog (task/submit), Action.Submit elsewhere (a message with `value`).
   *  @param inputs filled first: the inputs of a message's card have no other place */
  press(place: ButtonPlace, inputs?: { [inputId: string]: string | readonly string[] }): Promise<Answered>;
  /** Closes the dialog. The bot is not told. */
  close(): void;
  /** Types into an Input.ChoiceSet with choices.data of the open dialog, or of a message (application/search). What it
   *  finds can be chosen from then on. */
  search(inputId: string, query: string, messageId?: string): Promise<FoundChoice[]>;
  /** Searches from the message box (composeExtension/query). */
  query(commandId: string, text: string, parameter?: string): Promise<FoundCard[]>;
  /** Presses thumbs up or down under a message that has channelData.feedbackLoop (message/submitAction). */
  feedback(messageId: string, reaction: 'like' | 'dislike', text?: string): Promise<Answered>;
  /** Sends an invoke with this value as it is: tampered ids, unknown names, oversized values. Nothing on the screen
   *  changes and nothing is checked. */
  invoke(name: string, value: Json, forged?: Forged): Promise<Answered>;
  /** Sends any activity in her name, laid over an honest message of the personal chat. */
  send(activity: JsonObject, forged?: Forged): Promise<Answered>;
  onChange(listener: () => void): () => void;
}

/** One request that went to the bot. */
export interface Delivery {
  personId: string | null;
  activity: JsonObject;
  /** The invoke's name; null for other activities. */
  invoke: string | null;
  at: number;
  /** What came back; null while under way. */
  status: number | null;
  ms: number | null;
}

export type Route =
  | 'token'
  | 'metadata'
  | 'keys'
  | 'create'
  | 'send'
  | 'reply'
  | 'update'
  | 'delete'
  | 'members'
  | 'member'
  | 'paged-members'
  | 'team'
  | 'team-channels'
  | 'unknown';

/** A request of the bot to the connector. */
export interface ConnectorCall {
  route: Route;
  method: string;
  path: string;
  at: number;
  /** Of the body, as it came: a message should stay under 28 KB. */
  bytes: number;
  /** null for a token request: it holds the secret. */
  body: Json;
  /** 0 for silence. */
  status: number;
  answer: Json;
}

/** What Teams would not have taken: from a call of the bot, or from its answer to an invoke. */
export interface Refusal {
  /** The route, or the name of the invoke that was answered. */
  by: string;
  status: number;
  /** The Bot Framework's code, for example ConversationBlockedByUser. */
  code: string;
  detail: string;
  /** The id of the limit row, when one was broken. */
  limit?: string;
}

/** What a test can make the connector do wrong, for the next `times` calls of `route`. */
export interface Outage {
  /** '*': any call that needs the bot's token. */
  route: Route | '*';
  times: number;
  fault:
    | { kind: 'rate-limited'; retryAfterS: number }
    | { kind: 'precondition-failed' }
    | { kind: 'server-error'; status?: 500 | 502 | 503 | 504 }
    | { kind: 'silence' }
    | { kind: 'error'; status: number; code: string };
}

export interface ConnectorOptions {
  people: TeamsPerson[];
  channels?: TeamsChannel[];
  /** The bot's endpoint, http://127.0.0.1:PORT/api/messages. May be set later with `connector.requestUrl`. */
  requestUrl?: string;
  /** Milliseconds since 1970 for activities and messages. */
  clock?: () => number;
  /** Ids of limit rows that are not enforced. */
  disabledLimits?: string[];
  /** 0 = a free port. */
  port?: number;
  appId?: string;
  appPassword?: string;
  /** As people mention it; "Bot" when left out. */
  botName?: string;
  tenantId?: string;
  /** Ids of people who have the app from the start; the bot is not told of it. Nobody when left out. */
  installedFor?: string[];
  /** How long a client waits for the bot: 15,000 ms when left out. An answer to an invoke after 3 s is a refusal
   *  ('answer-in-time') even though it arrives. */
  patienceMs?: number;
  /** How long an answer to an invoke may take, instead of 3,000 ms. Nothing is cut off by it. */
  answerMs?: number;
}

/** What TeamsAdapter's first argument needs beside MicrosoftAppId, all of it. */
interface SdkOptions {
  ToChannelFromBotLoginUrl: string;
  ToChannelFromBotOAuthScope: string;
  ToBotFromChannelTokenIssuer: string;
  OAuthUrl: string;
  ToBotFromChannelOpenIdMetadataUrl: string;
  ToBotFromEmulatorOpenIdMetadataUrl: string;
  ValidateAuthority: boolean;
}

export interface Connector {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Stands in every activity: `${url}/teams/`. */
  readonly serviceUrl: string;
  readonly openIdMetadataUrl: string;
  readonly tokenUrl: string;
  readonly issuer: string;
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** The bot's account in conversations: `28:${appId}`. */
  readonly botId: string;
  requestUrl: string;
  sdkOptions(): SdkOptions;
  member(personId: string): Member;
  people(): TeamsPerson[];
  /** Changes or adds a person; the bot is not told. */
  setPerson(person: TeamsPerson): void;
  calls(): ConnectorCall[];
  refusals(): Refusal[];
  deliveries(): Delivery[];
  breakNext(outage: Outage): void;
  /** Posts a body as it is, with the token that is asked for; the tests' way to send what is no activity. */
  deliver(body: string, token?: TokenFault): Promise<Answered>;
  /** Sends an earlier activity once more, with a fresh token. */
  redeliver(delivery: Delivery): Promise<Answered>;
  /** Resolves when no request to the bot is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
