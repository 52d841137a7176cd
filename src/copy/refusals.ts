import { facts } from '#content/facts.ts';
import type { ItemState } from '#domain/item.ts';
import type { Refusal } from '#domain/refusal.ts';

/** To an official who presses a copy of the card that still shows what she decided herself. @param on when, in words */
export function ownBefore(status: ItemState['status'], on: string): string {
  switch (status) {
    case 'approved':
      return `You approved this yourself, on ${on}. iQIES doesn’t know it from here: approve it there too, then press “Done in iQIES”.`;
    case 'active':
      return `You approved this yourself, on ${on}, and it is done in iQIES.`;
    case 'rejected':
      return `You rejected this yourself, on ${on}.`;
    default:
      return `You decided this yourself, on ${on}.`;
  }
}

/** One sentence for every "no": what is so, and what to do. The compiler asks for a sentence for each new refusal. */
export const refusals = {
  'account-unknown': "I can't check your account just now. Nothing was changed; please try again in a minute.",
  'account-switched-off': 'This account is switched off, so it can’t do this.',
  'account-foreign':
    'You are here from another organization. Only members of this one can do this; you can ask me questions.',
  'account-guest':
    'Guests can ask me questions, just write them to me; they can’t ask for roles or decide about them here.',
  'email-missing':
    'Your account has no e-mail address, so nobody could check who asks. Ask the people who run this chat to add one, or those who run this bot to enter one; what you filled in is kept.',
  'email-unconfirmed':
    'The e-mail address of your account is not confirmed. Confirm it in your account settings, then try again.',
  'email-domain-not-listed':
    'Your e-mail address is not from an organization that decides here. The people who run this bot can add its domain.',
  'email-shared': 'Your account uses an address that several people share. Decisions need a person’s own address.',
  'email-held-twice':
    'Two accounts have your e-mail address, so I can’t tell who decides. The people who run this bot have been told.',
  'own-request': 'You can’t decide this one: you asked for it yourself.',
  'not-official-here': 'You can’t decide this one: you are not a security official for it now.',
  'click-counted': 'This click was counted before, and much has changed since. The card shows how it stands now.',
  'already-decided': 'This was decided already. Nothing for you to do.',
  'confirm-first':
    'Before your first decision here I have to know that it is you. Press the button again: it asks for a number that I send you by e-mail.',
  'already-approved': 'This was approved already. Nothing for you to do.',
  'already-rejected': 'This was rejected already. Nothing for you to do.',
  'already-withdrawn': 'This was withdrawn by the person who asked. Nothing for you to do.',
  'already-expired': 'This waited too long and has expired. It can be asked for again.',
  'decided-outside': 'This one is decided in iQIES itself, not here.',
  'waiting-for-official': 'This one waits until the place has a security official again.',
  'not-your-request': 'Only the person who asked can do this.',
  'nothing-to-withdraw': 'Nothing is left to withdraw: everything in this request was decided or withdrawn before.',
  'not-approved-yet': 'Nobody has approved this yet, so it can’t be done in iQIES either.',
  'already-active': 'This is marked as done in iQIES already.',
  'nothing-to-send': 'There is nothing left to send in iQIES for this request.',
  'asked-today': 'You asked for this today already. I ask at most once a day.',
  'already-sent': 'You told me before that you sent it. I’m waiting for the decision with you.',
  'request-unknown': 'I don’t have this request. It may be from an old message; My Profile shows what is there.',
  'draft-unknown': 'This form is no longer there. Start again under My Profile; nothing was sent.',
  'category-not-taken':
    'Requests of this category can’t be made here. Ask for the role in iQIES itself, with Request User Role.',
  'category-missing': 'Choose the category of your organization, or below what you need to do.',
  'role-missing': 'Choose a role first.',
  'no-organization': 'Add at least one facility.',
  'too-many-organizations': 'One request takes 100 facilities. Take some out, and ask for those in a second request.',
  'nobody-to-ask': 'There is nobody to send this to yet. Your form is kept.',
  'harp-not-confirmed': 'Tick this once your HARP account is ready: iQIES takes no request without one.',
  'vendor-not-excluded': 'A security official works for the provider and is not a vendor. Tick this if that is so.',
  'words-missing': 'Say in a few words why.',
  'words-too-long': 'At most 500 characters, please.',
  'better-role-missing': 'Choose the role that would be right.',
  'task-needs-category': 'Choose the category too: this task has a role in more than one, or none in yours.',
  'environment-not-described': 'The job aids don’t describe this role in the training environment. Choose Production.',
  'state-missing': 'Choose the State.',
  'survey-for-missing': 'Choose CMS or State.',
  'contract-organization-missing': 'Choose at least one contract organization.',
  'surveyor-standing-missing': 'Choose New or Existing.',
  'federal-ids-differ': 'The two IDs are not the same. Type it again, or leave both empty.',
  'id-malformed': 'An ID has letters, digits, spaces, dots, slashes or hyphens, at most 40.',
  'contractor-missing': 'Choose the contractor, or type its name.',
  'contractor-malformed': 'A contractor’s name has at most 100 characters.',
  'general-user-first':
    'The General User role of this State comes first. Ask for it, or tick this if you have it in iQIES already.',
  'no-chain': 'Add one facility of the chain first. If you did, my lists don’t name its chain: paste the CCNs instead.',
  'official-role-not-by-word':
    'A security-official role counts here only once an official or the people who run this bot confirm it.',
  'not-outside': 'This one is decided here, by its official.',
  'done-stays': 'This is done in iQIES already. It can only be removed there.',
  'nothing-to-take-back': 'No approval is left to take back here: this waits for a decision.',
  'already-confirmed': 'This role was confirmed already.',
  'grant-unknown': 'I don’t have this role.',
  'discipline-missing': 'Choose at least one discipline.',
  'discipline-unknown': 'This is none of the disciplines of iQIES. Nothing was saved; choose from the list.',
  'role-known-already': 'I have this already; it stands under User Roles in My Profile.',
  'too-many-stated':
    'At most 20 facilities at a time, and 200 roles that nobody has checked. Take some out, or take back what is no longer so.',
  'statement-unknown': 'I don’t have this any more. My Profile shows what is there.',
  'statement-settled': 'This was settled already. Nothing for you to do.',
  'own-statement': 'You said this yourself, so somebody else has to confirm it. You can take it back under My Profile.',
  'official-role-by-list':
    'A security-official role is not confirmed with a button. The people who run this bot put officials on their list.',
  'away-not-official': 'Only security officials can say here that they are away: others then get what comes meanwhile.',
  'away-day-missing': 'Choose the last day on which you are away.',
  'away-over': 'The last day is before the first, or already over. Choose a later one.',
  'away-too-long': 'That is more than a year from now. If you leave for good, ask for someone to take over instead.',
  'list-not-yours': 'Only security officials see who has what, each for the places where they decide.',
  'no-place-chosen': 'Choose at least one place.',
  'review-open': 'A review is open already. See it with: review status. End it with: review stop.',
  'review-none': 'There is nothing for you to go through now.',
  'review-place-done':
    'Somebody finished the list of this place meanwhile. Under “Who has what” you can still remove a role.',
  'own-role': 'This is your own role, so another official decides about it.',
  'role-over': 'This role is not there any more. Nothing for you to do.',
  'role-lost-already': 'This role is marked as lost already.',
  'role-not-lost': 'This role is not marked as lost. Nothing for you to do.',
  'role-said-again': 'You told me that already. My Profile shows how it stands.',
  'official-role-elsewhere':
    'A security-official role is not removed with this button. If a PSO has left, press “Our PSO left” on My Profile; for other security officials, tell the people who run this bot.',
  'email-malformed': 'This is no e-mail address. Write it like name@example.org.',
  'question-closed': 'There is no open question in this request.',
  'not-in-talk': 'Only the person who asked and the security officials for this request write to each other here.',
  'not-your-question': 'This question was for somebody else.',
  'join-settled': 'This was answered already. Nothing for you to do.',
  'not-joinable':
    'The two accounts can’t be one person now: the address changed, is not confirmed, or more than one account has it. Nothing was changed.',
  'line-missing': 'Write your message first.',
  'lines-used-up':
    'You wrote 20 messages about this request within a day, which is the most I pass on. Write again tomorrow.',
  'nobody-reads': 'No security official in this chat is asked for this request now, so nobody would read it.',
  'official-missing': 'Write the name, the e-mail address, or both.',
  'name-too-long': 'A name has at most 100 characters.',
  'own-address':
    'This is your own address, and nobody decides their own request. Name somebody else who decides there.',
  'named-today': 'You named somebody for this place today already. The people who run this bot have it.',
  'official-known-now': 'I know a security official there by now. Open your form again and submit it.',
  'question-unknown': 'I don’t have this question any more. Ask it again.',
  'too-many-clicks':
    'That was pressed more often in a minute than I can follow. Nothing was changed. Wait a minute, then try again.',
  'too-many-questions': 'That is more than 20 questions in a minute. Wait a moment, then ask again.',
  'approval-gone': 'This approval was taken back meanwhile.',
  'departure-not-yours': `Only people with a role, a request or a form for this facility can do this. The Service Center helps everybody: ${facts.serviceCenterPhone.value}.`,
  'departure-closed': 'This was settled already. Nothing for you to do.',
  'departure-said': 'You told me this before. Nothing has changed since.',
  'departure-unknown': 'I don’t have this any more. My Profile shows what is there.',
  'no-official-reported': 'This person is no security official of this facility here. Nothing was changed.',
  'reports-used-up': `You reported three security officials within a week, which is the most I pass on. The Service Center helps too: ${facts.serviceCenterPhone.value}.`,
  'removal-not-yours':
    'Only the people who run this bot, and those on their help-desk list, record that a role was removed.',
  'own-departure': 'You reported this one or it is about you, so somebody else has to record it.',
  'day-missing': 'Choose the day.',
  'day-too-far': 'Choose a day within a year.',
  'ticket-missing': 'Write the number of your ticket, or close this.',
  'ticket-too-long': 'A ticket number has at most 60 characters.',
  'nothing-to-move': 'Nothing of this request waits for that any more. My Profile shows how it stands.',
  'holds-a-secret':
    'This looks like it holds a number or a password that must not be kept here. Take it out; I kept nothing.',
} as const satisfies Record<Refusal, string>;
