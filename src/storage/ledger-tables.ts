/** The ledger's tables (design: text ids, JSON as text, times as integer milliseconds, booleans as 0 or 1). */
export interface LedgerTables {
  meta: { key: string; value: string };
  /** `joined_into`: the same human is known under that id now. */
  person: { id: string; created_at: number; joined_into: string | null };
  account: {
    platform: string;
    scope: string;
    user_id: string;
    enterprise_id: string;
    person_id: string;
    name: string;
    email: string | null;
    email_confirmed: number;
    guest: number;
    foreign_account: number;
    switched_off: number;
    time_zone: string | null;
    checked_at: number;
    /** The address that the operator entered, while the account has none of its own. */
    entered_email: string | null;
    /** When a mail server refused its address for good. */
    mail_refused_at: number | null;
    /** Since when the bot is not installed in the account's workspace. */
    unreachable_since: number | null;
  };
  role_grant: {
    id: string;
    person_id: string | null;
    role_id: string;
    organization: string;
    environment: string;
    basis: string;
    email: string | null;
    name: string | null;
    /** When the address was looked up in chat and not found; null: not looked up, or found. */
    not_in_chat_at: number | null;
    started_at: number;
    ended_at: number | null;
    /** active; unconfirmed: recorded by the person, gives no authority until the operator confirms it; suspended: lost. */
    standing: string;
    /** When a mail server refused its address for good. */
    mail_refused_at: number | null;
    suspended_at: number | null;
    /** Who removed it, and why; null of one that ended with the operator's list. */
    ended_by: string | null;
    end_text_id: string | null;
  };
  request: {
    id: string;
    draft_id: string;
    requester_id: string;
    role_id: string;
    environment: string;
    submitted_at: number;
    legal_name_id: string | null;
    /** What step 3 asked besides the organizations: personal, so it stands apart. */
    answers_id: string | null;
    previous_id: string | null;
  };
  item: {
    id: string;
    request_id: string;
    position: number;
    organization: string;
    place_name: string | null;
    place_detail: string | null;
    status: string;
    state: string;
    words_id: string | null;
    sent_at: number | null;
    /** When its request was submitted, once more: what waits is counted by it. */
    asked_at: number;
    /** The week (of 7 days since 1970) of an official's decision, and how long it took; null where none pressed a button. */
    decided_week: number | null;
    took_ms: number | null;
  };
  /** Who wants to hear when an organization gets an official. */
  waiting_place: { organization: string; person_id: string; role_id: string; since: number };
  private_text: { id: string; person_id: string | null; salt: string | null; value: string | null };
  event: {
    seq: number;
    at: number;
    kind: string;
    request_id: string | null;
    item_id: string | null;
    actor_id: string | null;
    subject_id: string | null;
    platform: string | null;
    data: string;
    words_id: string | null;
    words_hash: string | null;
    prev_hash: string;
    hash: string;
  };
  outbox: {
    id: string;
    /** Orders tasks of the same due time. */
    seq: number;
    key: string | null;
    kind: string;
    request_id: string | null;
    person_id: string | null;
    task: string;
    /** Who delivers it: slack, teams, email, or any for a task that is for no person. */
    platform: string;
    /** Tasks of one lane are done one after the other, by one process at a time. */
    lane: string;
    /** Grows when the task is asked for again while it is being done. */
    version: number;
    created_at: number;
    due_at: number;
    lease_until: number;
    attempts: number;
    done_at: number | null;
    dead_at: number | null;
    last_error: string | null;
    /** The step that asked for it, as W3C's traceparent; null where nobody traces. */
    trace: string | null;
  };
  /** A workspace or tenant that asked us to come back later. */
  sending_pause: { scope: string; until: number };
  sent_message: { key: string; place: string; content_hash: string; sent_at: number };
  operator_notice: {
    key: string;
    at: number;
    about: string;
    person_id: string | null;
    grant_id: string | null;
    detail: string | null;
    /** What a person wrote for the operator. */
    text_id: string | null;
    /** When the operator said that it is handled; null: open. */
    done_at: number | null;
    /** When it went out to the operator by e-mail; null: not yet, or e-mail is not used for it. */
    mailed_at: number | null;
  };
  /** "I have this role in iQIES", checked by nobody unless settled. */
  stated_role: {
    id: string;
    person_id: string;
    role_id: string;
    organization: string;
    environment: string;
    stated_at: number;
    settled_as: string | null;
    settled_by: string | null;
    settled_at: number | null;
  };
  /** A surveyor's disciplines, as a JSON array of the labels that iQIES prints. */
  discipline_choice: {
    person_id: string;
    role_id: string;
    organization: string;
    environment: string;
    chosen: string;
    chosen_at: number;
  };
  /** What an official and the requester wrote to each other about a request. */
  talk_line: {
    id: string;
    request_id: string;
    position: number;
    author_id: string;
    to_id: string;
    text_id: string;
    at: number;
  };
  /** Two identities with one address, and who said that they are one person. */
  join_offer: {
    slack_person_id: string;
    teams_person_id: string;
    offered_at: number;
    slack_yes_at: number | null;
    teams_yes_at: number | null;
    refused_at: number | null;
  };
  /** Questions that people asked, without what the guard took out; the operator reads those without a good answer. */
  question: {
    id: string;
    at: number;
    person_id: string | null;
    text_id: string | null;
    /** What was answered: our own words and article ids only. */
    answered: string;
    outcome: string;
    helpful: number | null;
    note_id: string | null;
    done_at: number | null;
  };
  /** Where a person of Teams can be written to; `unreachable`: why nobody can now. */
  teams_reference: {
    tenant_id: string;
    object_id: string;
    service_url: string;
    conversation_id: string | null;
    user_id: string;
    unreachable: string | null;
    changed_at: number;
    /** Since when Teams says that she is no member; null while she is, as far as is known. */
    missing_since: number | null;
  };
  /** Who wants to be reminded to log in to iQIES, and since when. */
  login_reminder: { person_id: string; since: number };
  /** The operator's reviews of who has what. */
  review: { id: string; started_at: number; ended_at: number | null };
  /** A place of a review, with who went through it. `kept`: how many roles were found right. */
  review_place: {
    review_id: string;
    organization: string;
    environment: string;
    finished_at: number | null;
    finished_by: string | null;
    kept: number | null;
  };
  /** A role that is to be removed, with the reason. */
  review_mark: {
    review_id: string;
    role_ref: string;
    organization: string;
    environment: string;
    marked_by: string;
    text_id: string;
    at: number;
    removed_at: number | null;
  };
  /** When something was said last, so that it is said once. */
  said: { key: string; at: number };
  /** Days in her own time zone, written 2026-11-30; both belong to her absence. `began` is set while she is away. */
  away: { person_id: string; from_day: string; to_day: string; back_at: number; began: number };
  /** An official who left or is about to; `state` as JSON. */
  departure: {
    id: string;
    organization: string;
    grant_id: string;
    opened_at: number;
    status: string;
    state: string;
    ticket_id: string | null;
    replaced_at: number | null;
  };
  departure_saying: { departure_id: string; person_id: string; says: string; at: number };
  /** A facility that has another number since a day. */
  provider_move: { organization: string; became: string; on_day: string; noted_at: number };
  /** Clicks that decided something, kept for a day. */
  done_click: { id: string; at: number };
  /** Numbers that were sent to officials to confirm themselves. The number stands nowhere. */
  confirmation_number: {
    id: string;
    person_id: string;
    account_key: string;
    address_key: string;
    grant_id: string;
    asked_at: number;
    salt: string | null;
    hash: string | null;
    made_at: number | null;
    wrong: number;
    used_at: number | null;
  };
  /** Accounts, with the address they had, that were confirmed for an official's address. */
  confirmed_official: { account_key: string; address_key: string; person_id: string; confirmed_at: number };
  /** What fits a person on her way into iQIES; times of her reminder and of its end. */
  checklist: {
    person_id: string;
    account: string;
    environment: string;
    surveyor: number;
    started_at: number;
    chosen_at: number;
    nudge: number;
    nudged_at: number | null;
    closed_at: number | null;
  };
  /** Steps that she says are done. */
  checklist_tick: { person_id: string; step: string; at: number };
  /** A checklist that an official, or the operator (`by_person_id` null), started for an address. */
  checklist_invite: {
    id: string;
    email: string;
    by_person_id: string | null;
    organization: string | null;
    account: string | null;
    environment: string | null;
    surveyor: number | null;
    invited_at: number;
    /** Whose account has the address. */
    person_id: string | null;
    answer: string | null;
    answered_at: number | null;
  };
  draft: { key: string; value: string; expires: number | null };
  /** Slack workspaces that installed the bot; `sealed`: the token, encrypted. */
  slack_workspace: {
    team_id: string;
    name: string;
    url: string;
    app_id: string;
    bot_id: string;
    bot_user_id: string;
    scopes: string;
    sealed: string;
    installed_at: number;
  };
  /** Installations that were begun and came back, so that none comes back twice. */
  slack_install: { nonce: string; expires_at: number };
}
