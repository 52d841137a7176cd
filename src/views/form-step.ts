import type { CategoryId, Environment, RoleId } from '#domain/catalogue.ts';
import type { PlannedPlace } from '#domain/shown.ts';
import type { Option } from './elements.ts';

/** One step of the request form with what was entered so far. `memo` ties it to its draft. */
export type FormStep =
  | {
      step: 'category';
      offered: readonly CategoryId[];
      chosen: CategoryId | null;
      task: string | null;
      note: string | null;
    }
  | {
      step: 'role';
      category: CategoryId;
      chosen: RoleId | null;
      /** What she wants to do, when she began from that. */
      task: string | null;
      environment: Environment;
    }
  | { step: 'organizations'; roleId: RoleId; environment: Environment; note: string | null; ask: AskedOrganizations }
  | { step: 'chain'; name: string; options: readonly Option[]; more: number }
  | {
      step: 'check';
      roleId: RoleId;
      unknown: readonly { ccn: string; near: readonly string[] }[];
      asOf: string;
      noNursingHomes: boolean;
    }
  | {
      step: 'review';
      roleId: RoleId;
      environment: Environment;
      planned: readonly PlannedPlace[];
      /** What step 3 asked besides the organizations, in words. */
      answers: readonly string[];
      saysGeneralUser: boolean;
      legalName: string;
      harpConfirmed: boolean;
      notVendor: boolean;
      /** How many facilities are kept for a second request. */
      later: number;
      page: number;
    };

/** What step 3 asks for a role (ground-truth A3), with what was entered so far. */
export type AskedOrganizations =
  | { fields: 'providers'; chosen: readonly Option[]; pasted: string }
  | {
      fields: 'state';
      state: string | null;
      /** null: the role's screen does not ask for it. */
      employeeId: string | null;
      /** 'not-asked' in training and for roles whose screen does not show the question. */
      surveyor: boolean | null | 'not-asked';
    }
  | ({ fields: 'contract-surveyor'; surveyFor: 'cms' | 'state' | null; state: string | null } & SurveyorEntries)
  | ({ fields: 'contract-survey-admin' } & SurveyorEntries)
  | { fields: 'contractor'; line: 'mac' | 'ado'; known: readonly string[]; contractor: string };

export interface SurveyorEntries {
  contractOrganizations: readonly string[];
  surveyorStanding: 'new' | 'existing' | null;
  federalId: string;
  federalIdAgain: string;
}

/** How many facilities the review shows at a time. */
export const reviewPage = 20;
