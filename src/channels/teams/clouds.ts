/** Where Microsoft's services are, by cloud. */

/** All that the SDK wants to know. As soon as it is given one of these it takes none from its own list. */
export interface Endpoints {
  ToChannelFromBotLoginUrl: string;
  ToChannelFromBotOAuthScope: string;
  ToBotFromChannelTokenIssuer: string;
  OAuthUrl: string;
  ToBotFromChannelOpenIdMetadataUrl: string;
  ToBotFromEmulatorOpenIdMetadataUrl: string;
  ValidateAuthority: boolean;
}

interface Cloud {
  endpoints: Endpoints;
  /** Hosts that take what the bot sends; one that begins with a dot stands for every name that ends so. */
  serviceHosts: readonly string[];
  /** Where people open Teams in a browser. */
  client: string;
}

/** GCC is part of the public cloud; GCC High and DoD are the government's, DoD with keys of its own (TEAMS_OPENID_METADATA_URL). */
export const clouds: Readonly<Record<'public' | 'us-government', Cloud>> = {
  public: {
    endpoints: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
      ValidateAuthority: true,
    },
    // trafficmanager.net itself is anybody's: names under it can be registered with Azure.
    serviceHosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com', '.botframework.com'],
    client: 'https://teams.microsoft.com',
  },
  'us-government': {
    endpoints: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
      ToChannelFromBotOAuthScope: 'https://api.botframework.us',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
      OAuthUrl: 'https://api.botframework.azure.us',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
      ValidateAuthority: true,
    },
    serviceHosts: [
      'smba.infra.gov.teams.microsoft.us',
      'smba.infra.dod.teams.microsoft.us',
      '.botframework.azure.us',
      '.botframework.us',
    ],
    client: 'https://gov.teams.microsoft.us',
  },
};

/** A link to the chat with the bot. It carries the bot's own id alone: who opens it signs in to Teams. */
export const chatLink = (appId: string, cloud: keyof typeof clouds): string =>
  `${clouds[cloud].client}/l/chat/0/0?users=28:${appId}`;
