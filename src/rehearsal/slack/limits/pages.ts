/** Pages of Slack's documentation that the limits were read from. */
const REFERENCE = 'https://docs.slack.dev/reference';

/** The page of a block, for example blockPage('section'). */
export const blockPage = (name: string) => `${REFERENCE}/block-kit/blocks/${name}-block`;

/** The page of a block element, for example elementPage('button'). */
export const elementPage = (name: string) => `${REFERENCE}/block-kit/block-elements/${name}-element`;

/** The page of a composition object, for example objectPage('option'). */
export const objectPage = (name: string) => `${REFERENCE}/block-kit/composition-objects/${name}-object`;

/** The page of a Web API method. */
export const methodPage = (name: string) => `${REFERENCE}/methods/${name}`;

export const MODAL_PAGE = `${REFERENCE}/views/modal-views`;
export const HOME_PAGE = `${REFERENCE}/views/home-tab-views`;
export const BLOCKS_PAGE = `${REFERENCE}/block-kit/blocks`;
export const INTERACTION_PAGE = 'https://docs.slack.dev/interactivity/handling-user-interaction';
export const MODALS_GUIDE = 'https://docs.slack.dev/surfaces/modals';
