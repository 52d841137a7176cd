/** What e-mail is used for in this installation. */
export interface MailUse {
  /** Whether there is a mail server. */
  sends: boolean;
  /** Whether the operator's notices go to an address. */
  tellsOperator: boolean;
}

/** Where no mail server is set. */
export const noMail: MailUse = { sends: false, tellsOperator: false };
