import type { Command } from './command.ts';
import { auditExportCommand } from './commands/audit-export.ts';
import { auditVerifyCommand } from './commands/audit-verify.ts';
import { backupCommand } from './commands/backup.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { departuresListCommand } from './commands/departures-list.ts';
import { departuresRecordRemovalCommand } from './commands/departures-record-removal.ts';
import { departuresShowCommand } from './commands/departures-show.ts';
import { departuresStillHereCommand } from './commands/departures-still-here.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eraseCommand } from './commands/erase.ts';
import { migrateToCommand } from './commands/migrate-to.ts';
import { noticesCommand } from './commands/notices.ts';
import { officialsConfirmCommand } from './commands/officials-confirm.ts';
import { officialsImportCommand } from './commands/officials-import.ts';
import { officialsThinCommand } from './commands/officials-thin.ts';
import { officialsUnconfirmedCommand } from './commands/officials-unconfirmed.ts';
import { officialsUnreachableCommand } from './commands/officials-unreachable.ts';
import { officialsVerifyCommand } from './commands/officials-verify.ts';
import { onboardingImportCommand } from './commands/onboarding-import.ts';
import { onboardingListCommand } from './commands/onboarding-list.ts';
import { peopleEmailCommand } from './commands/people-email.ts';
import { peopleGoneCommand } from './commands/people-gone.ts';
import { providersImportCommand } from './commands/providers-import.ts';
import { providersMovedCommand } from './commands/providers-moved.ts';
import { questionsCommand } from './commands/questions.ts';
import { requestsListCommand } from './commands/requests-list.ts';
import { requestsSettleCommand } from './commands/requests-settle.ts';
import { requestsShowCommand } from './commands/requests-show.ts';
import { restoreCommand } from './commands/restore.ts';
import { reviewStartCommand } from './commands/review-start.ts';
import { reviewStatusCommand } from './commands/review-status.ts';
import { reviewStopCommand } from './commands/review-stop.ts';
import { rolesImportCommand } from './commands/roles-import.ts';
import { routeCommand } from './commands/route.ts';
import { setupCommand } from './commands/setup.ts';
import { timesCommand } from './commands/times.ts';
import { workspacesCommand } from './commands/workspaces.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  setupCommand,
  doctorCommand,
  providersImportCommand,
  providersMovedCommand,
  officialsImportCommand,
  officialsUnconfirmedCommand,
  officialsConfirmCommand,
  officialsThinCommand,
  officialsVerifyCommand,
  officialsUnreachableCommand,
  departuresListCommand,
  departuresShowCommand,
  departuresRecordRemovalCommand,
  departuresStillHereCommand,
  requestsListCommand,
  requestsShowCommand,
  requestsSettleCommand,
  rolesImportCommand,
  routeCommand,
  peopleEmailCommand,
  onboardingImportCommand,
  onboardingListCommand,
  peopleGoneCommand,
  reviewStartCommand,
  reviewStatusCommand,
  reviewStopCommand,
  timesCommand,
  noticesCommand,
  deliveriesCommand,
  questionsCommand,
  workspacesCommand,
  auditVerifyCommand,
  auditExportCommand,
  eraseCommand,
  backupCommand,
  restoreCommand,
  migrateToCommand,
];
