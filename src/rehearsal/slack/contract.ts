/**
 * The contract between the strict local Slack workspace, the page that shows it, and the tests.
 *
 * The workspace is two things at once: a Slack Web API server that the bot calls over HTTP, and a set of Slack
 * clients ("members") through which a person acts. A member's action becomes a signed HTTP request to the bot, or an
 * envelope on one of its Socket Mode connections, exactly as Slack would send it. Nothing here knows what the bot is about.
 */

/** A Block Kit block, view or message as the bot sent it: kept verbatim, never normalised. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A person of the workspace, as users.info would describe her. */
export interface WorkspacePerson {
  /** Slack user id, for example U0ANA. */
  id: string;
  name: string;
  /** null: the account has no e-mail address. */
  email: string | null;
  emailConfirmed?: boolean;
  title?: string;
  timeZone?: string;
  restricted?: boolean;
  ultraRestricted?: boolean;
  /** From another workspace, seen through a shared channel. */
  stranger?: boolean;
  deleted?: boolean;
  /** Another team's id for a foreign account; the workspace's own when left out. */
  teamId?: string;
  /** One line for the page's person picker ("Nurse at two facilities"). Slack itself never sees it. */
  about?: string;
}

export interface ShownMessage {
  channel: string;
  ts: string;
  /** 'bot' or the user id of the author. */
  from: string;
  text: string;
  blocks: JsonObject[];
  /** true after chat.update; the page marks it. */
  edited: boolean;
  /** Only this person sees it (chat.postEphemeral, or a private response_url answer). */
  ephemeral: boolean;
  threadTs: string | null;
}

export interface ShownView {
  id: string;
  /** Grows with every update of this view: 1 on open. */
  version: number;
  /** The whole view object that the bot sent (type modal or home). */
  view: JsonObject;
  /** What is typed now, by block_id then action_id, in Slack's view.state.values shape. */
  values: JsonObject;
  /** Field errors of the last submit, by block_id. */
  errors: { [blockId: string]: string };
  /** 'sending' while the bot has the submit; 'failed' when Slack would show "trouble connecting". */
  state: 'ready' | 'sending' | 'failed';
}

/** A plain channel with what this person sees in it. */
interface ShownChannel {
  id: string;
  name: string;
  botIn: boolean;
  messages: ShownMessage[];
}

/** All that one person sees in her Slack client at this moment. */
export interface Screen {
  person: WorkspacePerson;
  /** Messages of the direct-message channel with the bot, oldest first. */
  messages: ShownMessage[];
  /** The App Home tab, null until the bot published one. */
  home: ShownView | null;
  /** Modal stack, the last one on top (at most 3). */
  modals: ShownView[];
  /** Channels that this person is a member of. */
  channels: ShownChannel[];
  /** Slack's own banner after a failed command or click ("/iqies failed with the error ..."); null when none. */
  notice: string | null;
}

/** Where a button or input stands. `blockId` may be left out when the action id is unique there. */
export interface ElementPlace {
  surface: 'message' | 'home' | 'modal';
  /** For 'message': the message's ts. */
  ts?: string;
  blockId?: string;
  actionId: string;
  /** For a button or overflow that shares its action id with others: its value. */
  value?: string;
}

export interface FoundOptions {
  options: JsonObject[];
  groups: { label: JsonObject; options: JsonObject[] }[];
}

/** What the person did was answered by the bot (or not) in this way. */
export interface Answered {
  /** HTTP status of the bot's answer; 0 when it did not answer within Slack's 3 seconds. Over a Socket Mode
   *  connection: 200 when it was acknowledged, 503 when no connection was open. */
  status: number;
  body: Json;
  ms: number;
}

/** One person's Slack client. Every promise settles when the bot has answered the HTTP request, and what a command opens is there. */
export interface Member {
  readonly person: WorkspacePerson;
  screen(): Screen;
  /** Slash command with its text, for example '' or 'help'; written in the DM with the bot unless a channel is named. */
  command(text: string, channelId?: string): Promise<Answered>;
  /** Opens the App Home tab (app_home_opened event). */
  openHome(): Promise<Answered>;
  /** Writes a direct message to the bot (message.im event). */
  say(text: string): Promise<Answered>;
  /** Writes in a channel and mentions the bot (app_mention event). */
  mention(channelId: string, text: string): Promise<Answered>;
  /** Chooses a shortcut in the menu of a message (message_action). */
  shortcut(callbackId: string, channelId: string, ts: string): Promise<Answered>;
  /** Presses a button, or chooses in a select, radio, checkbox or overflow outside of an input that waits for submit.
   *  `selected` holds the chosen option value(s) where the element has options. */
  press(place: ElementPlace, selected?: string[]): Promise<Answered>;
  /** Types or chooses in a modal's input without sending; a `dispatch_action` input is sent as block_actions. For
   *  selects the values are option values; for external selects they must come from the last `search`. */
  fill(actionId: string, value: string | string[], blockId?: string): Promise<Answered | null>;
  /** Types into an external select: block_suggestion request; refused below its min_query_length. */
  search(actionId: string, query: string, blockId?: string): Promise<FoundOptions>;
  /** Presses the top modal's submit button. Applies response_action (errors, update, push, clear) or closes it.
   *  Nothing is sent when a required input is empty (body 'required') or a submit is under way (body 'sending'). */
  submit(): Promise<Answered>;
  /** Closes the top modal (view_closed is sent when notify_on_close is set). @param all with the X: every modal of the stack */
  close(all?: boolean): Promise<Answered | null>;
  /** Called after each change of this person's screen. Returns the function that stops it. */
  onChange(listener: () => void): () => void;
}

/** A plain channel of the workspace. */
export interface WorkspaceChannel {
  id: string;
  name: string;
  members: string[];
  botIn: boolean;
}

/** One payload that a member's action made, as it goes over HTTP: to be replayed or mutated. */
export interface Delivery {
  userId: string | null;
  kind: 'command' | 'event' | 'interaction' | 'raw';
  body: string;
  contentType: string;
  timestampS: number;
  at: number;
}

/** A refusal: an error answer of the Web API, or a response of the bot that Slack would reject. */
export interface Refusal {
  method: string;
  error: string;
  detail: string;
  /** The id of the limit row, when one was broken. */
  limit?: string;
}

/** What a test can make the Web API do wrong, for the next `times` calls of `method` ('*' = any; 'response_url' = the
 *  address for answers, which then says 429). */
export interface Outage {
  method: string;
  times: number;
  fault:
    | { kind: 'rate-limited'; retryAfterS: number }
    | { kind: 'server-error' }
    | { kind: 'silence' }
    | { kind: 'error'; error: string };
}

/** Why Slack says that a Socket Mode connection ends. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

export type SocketFaultKind =
  | 'not-json'
  | 'no-envelope-id'
  | 'unknown-envelope'
  | 'acked-twice'
  | 'acked-late'
  | 'payload-not-accepted';

/** Something a Socket Mode client sent that it must not send. */
export interface SocketFault {
  fault: SocketFaultKind;
  /** The connection, counted from 1 as they were opened. */
  connection: number;
  envelopeId: string | null;
}

/** A payload that went over a Socket Mode connection. */
export interface SentEnvelope {
  envelopeId: string;
  type: 'slash_commands' | 'interactive' | 'events_api';
  connection: number;
  retryAttempt: number;
  acked: boolean;
}

/** The workspace's side of Socket Mode, and what a test can do to it. */
export interface Sockets {
  /** Connections that are open now, by their number. */
  open(): number[];
  /** Connections that were opened so far, the closed ones with them. */
  openedSoFar(): number;
  /** Payloads sent so far, oldest first. */
  envelopes(): SentEnvelope[];
  faults(): SocketFault[];
  /** Announces the end of every open connection (or of one). It still gets payloads for `graceMs`, Slack's own time when
   *  left out, and is closed when the last of them is acknowledged. `link_disabled` also turns Socket Mode off until
   *  `turnOn`. Settles when the connections are closed. */
  disconnect(reason: DisconnectReason, options?: { graceMs?: number; connection?: number }): Promise<void>;
  /** Cuts every open connection without a word, as a broken network does. */
  cut(): void;
  /** Settles when the bot has read all that was sent to it so far. */
  flushed(): Promise<void>;
  /** Neither reads nor answers any more on the connections that are open now, as behind a dead router. */
  freeze(): void;
  turnOn(): void;
  /** Sends every event again that was not acknowledged and is due by the workspace's clock. */
  retryEvents(): Promise<Answered[]>;
  /** Called when a connection was opened (after hello) or closed. Returns the function that stops it. */
  onChange(listener: () => void): () => void;
}

export interface ApiCall {
  method: string;
  at: number;
  args: JsonObject;
  /** The answer that was given: {ok:true,...} or {ok:false,error}. null for silence. */
  answer: JsonObject | null;
}

export interface WorkspaceOptions {
  people: WorkspacePerson[];
  /** The bot's endpoint, http://127.0.0.1:PORT/slack/events. May be set later with `workspace.requestUrl`. */
  requestUrl?: string;
  /** Milliseconds since 1970; signatures, ts and trigger expiry come from it. */
  clock?: () => number;
  /** Scopes of the bot token; a method whose scope is missing answers missing_scope. */
  scopes: string[];
  /** Ids of limit rows that are not enforced; used only by the script that proves that each row matters. */
  disabledLimits?: string[];
  /** 0 = a free port. */
  port?: number;
  channels?: WorkspaceChannel[];
  /** The slash command's name, '/iqies' when left out. */
  command?: string;
  /** Scopes of the app-level token: connections:write when left out. */
  appScopes?: string[];
  /** How long Slack waits for the bot's answer: 3,000 ms when left out; tests of silence make it short. */
  ackMs?: number;
  /**
   * How long a person who gave a command that was acknowledged without a word waits for a form or an answer: 3,000 ms when
   * left out, as long as Slack would open one; 0 for bots of tests that send neither.
   */
  followMs?: number;
  /** Another workspace of the same app, with ids and a token of its own. */
  team?: { id: string; name: string };
}

export interface Workspace {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** `${url}/api/`, to be given to the bot as SLACK_API_URL. */
  readonly apiUrl: string;
  readonly botToken: string;
  /** The app-level token, with which a bot opens Socket Mode connections. */
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  readonly appId: string;
  /** Where payloads go by HTTP. Once a Socket Mode connection was asked for, they go over connections instead. */
  requestUrl: string;
  readonly sockets: Sockets;
  as(userId: string): Member;
  people(): WorkspacePerson[];
  /** Changes or adds a person; sends user_change to the bot when the person was known. */
  setPerson(person: WorkspacePerson): Promise<void>;
  /** Web API calls so far, oldest first. */
  calls(): ApiCall[];
  /** Refusals given so far (limit row or error id, method): tests assert that it stays empty on the good path. */
  refusals(): Refusal[];
  /** Requests sent to the bot so far, oldest first. */
  deliveries(): Delivery[];
  breakNext(outage: Outage): void;
  /** Sends an arbitrary signed (or wrongly signed) request; the tests' way to forge, replay and mutate. */
  deliver(
    body: string,
    options?: { contentType?: string; timestampS?: number; signature?: string; retryNum?: number },
  ): Promise<Answered>;
  /** Sends the last event of this member again with X-Slack-Retry-Num. */
  redeliverLast(userId: string): Promise<Answered>;
  /** Resolves when no request of a member is under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
