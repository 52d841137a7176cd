/** Adaptive Cards 1.5: the actions, and the card itself with what Teams adds to it (msteams). */
import type { Shape } from './shape.ts';

const action = {
  type: 'string',
  title: 'string',
  iconUrl: 'string',
  id: 'string',
  style: 'default|positive|destructive',
  fallback: ['drop', 'action'],
  tooltip: 'string',
  isEnabled: 'boolean',
  mode: 'primary|secondary',
  requires: 'object',
} as const;

const shape = (may: Shape['may'], needs: Shape['needs'] = {}): Shape => ({ needs, may: { ...action, ...may } });
const data = ['string', 'object'] as const;

export const ACTIONS: Readonly<Record<string, Shape>> = {
  'Action.Execute': shape({ verb: 'string', data, associatedInputs: 'auto|none' }),
  'Action.OpenUrl': shape({}, { url: 'string' }),
  'Action.ShowCard': shape({ card: '=InnerCard' }),
  'Action.Submit': shape({ data, associatedInputs: 'auto|none' }),
  'Action.ToggleVisibility': shape({}, { targetElements: ['string[]', '=TargetElement[]'] }),
};

const card = {
  type: 'AdaptiveCard',
  version: 'string',
  refresh: '=Refresh',
  authentication: 'object',
  body: 'element[]',
  actions: 'action[]',
  selectAction: 'select',
  fallbackText: 'string',
  backgroundImage: ['string', '=BackgroundImage'],
  minHeight: 'string',
  rtl: 'boolean',
  speak: 'string',
  lang: 'string',
  verticalContentAlignment: 'top|center|bottom',
  $schema: 'string',
} as const;

export const CARDS: Readonly<Record<string, Shape>> = {
  AdaptiveCard: { needs: { type: card.type, version: card.version }, may: { ...card, msteams: '=CardInTeams' } },
  /** In an Action.ShowCard. */
  InnerCard: { needs: { type: card.type }, may: { ...card, style: 'default|emphasis' } },
  CardInTeams: { needs: {}, may: { width: 'full', entities: '=Mention[]', allowExpand: 'boolean' } },
  Mention: { needs: { type: 'mention', text: 'string', mentioned: 'object' }, may: {} },
  Refresh: { needs: {}, may: { type: 'string', action: '=Action.Execute', userIds: 'string[]', expires: 'string' } },
  TargetElement: { needs: { elementId: 'string' }, may: { type: 'string', isVisible: 'boolean' } },
};
