/** Whose a payload is: the workspace whose installation of the bot Slack sends it to. Shapes were checked before. */
export function teamOf(payload: Readonly<Record<string, unknown>>): string | null {
  const { authorizations, view, team, user } = payload as {
    authorizations?: { team_id?: unknown }[];
    view?: { app_installed_team_id?: unknown } | null;
    team?: { id?: unknown } | null;
    user?: { team_id?: unknown };
  };
  // What happens in a channel that workspaces share is told with the workspace where it happened, which may not have the bot.
  const found =
    payload.type === 'event_callback'
      ? (authorizations?.[0]?.team_id ?? payload.team_id)
      : (view?.app_installed_team_id ?? team?.id ?? payload.team_id ?? user?.team_id);
  return typeof found === 'string' ? found : null;
}
