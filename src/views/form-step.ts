import type { CategoryId, RoleId } from '#domain/catalogue.ts';
import type { PlannedPlace } from '#domain/shown.ts';
import type { Option } from './elements.ts';

/** One step of the request form with what was entered so far. `memo` ties it to its draft. */
export type FormStep =
  | { step: 'category'; chosen: CategoryId | null; note: string | null }
  | { step: 'role'; category: CategoryId; chosen: RoleId | null }
  | { step: 'organizations'; roleId: RoleId; chosen: readonly Option[]; pasted: string; note: string | null }
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
      planned: readonly PlannedPlace[];
      legalName: string;
      harpConfirmed: boolean;
      notVendor: boolean;
      page: number;
    };

/** How many facilities the review shows at a time. */
export const reviewPage = 20;
