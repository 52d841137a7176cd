import { ConnectorFault } from './connector-fault.ts';

/** What the connector of a conversation can do; every promise rejects with a ConnectorFault. */
export interface Conversations {
  sendToConversation(conversationId: string, activity: object): Promise<{ id: string }>;
  updateActivity(conversationId: string, activityId: string, activity: object): Promise<unknown>;
  createConversation(parameters: object): Promise<{ id: string }>;
  getConversationMember(conversationId: string, memberId: string): Promise<unknown>;
}

/**
 * The SDK's calls, each with an end. Before each it may sign in with Microsoft, by a library that knows no time-out; what
 * that says of the bot's id and secret is for the operator.
 * @param note told after each call what keeps the bot from signing in, or null
 */
export function connectorCalls(
  sdk: Conversations,
  timeoutMs: number,
  note: (problem: string | null) => void,
): Conversations {
  const call = async <T>(work: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ConnectorFault(0, 'timeout')), timeoutMs);
    });
    try {
      const answer = await Promise.race([work, late]);
      note(null);
      return answer;
    } catch (fault) {
      if (fault instanceof ConnectorFault && fault.status !== 401) throw fault;
      const code = fault instanceof ConnectorFault ? fault.code : codeOf(fault);
      if (code === null) throw new ConnectorFault(0, 'unreachable');
      note(`Microsoft does not accept TEAMS_APP_ID with TEAMS_APP_PASSWORD (${code})`);
      throw new ConnectorFault(401, code);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    sendToConversation: (id, activity) => call(sdk.sendToConversation(id, activity)),
    updateActivity: (id, activityId, activity) => call(sdk.updateActivity(id, activityId, activity)),
    createConversation: (parameters) => call(sdk.createConversation(parameters)),
    getConversationMember: (id, memberId) => call(sdk.getConversationMember(id, memberId)),
  };
}

/** Microsoft's own codes for an id, secret or tenant that is wrong. */
const refusedCodes = ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_scope'];

/** The code with which a log-in was refused; null when there was none at all. */
function codeOf(fault: unknown): string | null {
  const code = fault instanceof Error && 'errorCode' in fault ? String(fault.errorCode) : '';
  return refusedCodes.includes(code) ? code : null;
}
