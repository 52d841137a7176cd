/** A State or territory, as far as CCNs and State Agencies need it. */
export interface State {
  /** Two letters of the postal service. */
  code: string;
  name: string;
  /** First two characters of its CCNs; several for most States. */
  ccnCodes: readonly string[];
  /** CMS region, 1 to 10. */
  region: number;
  cmsLocation: string;
}
