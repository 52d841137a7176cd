import { type CastGroup, someone } from './cast.ts';

/** Where the people who run the bot of the rehearsal have their addresses. */
export const helpDeskDomain = 'iqies-help.example';

/** Whoever may record in chat that the Service Center removed a security official. */
export const helpDesk: CastGroup = {
  name: 'Help desk',
  people: [
    someone('U0DORA', 'Dora Klein', helpDeskDomain, 'Help desk of this bot; records the removal of a PSO who left'),
  ],
};
