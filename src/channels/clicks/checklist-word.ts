/** Whether somebody wrote nothing but what opens her checklist, as a command or as a message. */
export const isChecklistWord = (text: string): boolean =>
  /^(?:(?:open |start |show )?(?:my |the )?(?:checklist|check list)|onboarding)[.!?]*$/i.test(text.trim());
