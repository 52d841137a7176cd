import '#src/app.ts';
import '#channels/slack/start.ts';
import '#channels/teams/start.ts';
import '#channels/email/start.ts';

/** What a server loads, and nothing that it does. */
