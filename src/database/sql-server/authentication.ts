import type { ConnectionConfiguration } from 'tedious';

type Authentication = NonNullable<ConnectionConfiguration['authentication']>;

/** The login method, from settings with the names of connection-string.ts. Throws `Error` with a reason without values. */
export function authenticationOf(settings: ReadonlyMap<string, string>): Authentication {
  const way = settings.get('authentication')?.toLowerCase().replaceAll(/[\s-]/g, '') ?? '';
  switch (way) {
    case '':
    case 'sqlpassword':
      return withPassword(settings);
    case 'activedirectorydefault':
      return { type: 'azure-active-directory-default', options: clientId(settings) };
    case 'activedirectorymanagedidentity':
    case 'activedirectorymsi':
      return { type: 'azure-active-directory-msi-vm', options: clientId(settings) };
    case 'activedirectoryserviceprincipal':
      return servicePrincipal(settings);
    default:
      throw new Error(reasonAgainst(way));
  }
}

const A_PERSON =
  'it asks a person; run az login and give ActiveDirectoryDefault, or ActiveDirectoryServicePrincipal';

/** The other values that SqlClient knows, with what to do. */
const REFUSED: Readonly<Record<string, readonly [name: string, instead: string]>> = {
  activedirectoryintegrated: [
    'ActiveDirectoryIntegrated',
    'it borrows the Windows login; give ActiveDirectoryDefault or ActiveDirectoryManagedIdentity',
  ],
  activedirectorypassword: [
    'ActiveDirectoryPassword',
    'Microsoft is retiring it; give ActiveDirectoryServicePrincipal or ActiveDirectoryManagedIdentity',
  ],
  activedirectoryinteractive: ['ActiveDirectoryInteractive', A_PERSON],
  activedirectorydevicecodeflow: ['ActiveDirectoryDeviceCodeFlow', A_PERSON],
  activedirectoryworkloadidentity: [
    'ActiveDirectoryWorkloadIdentity',
    'give ActiveDirectoryDefault, which finds the identity by AZURE_FEDERATED_TOKEN_FILE',
  ],
};

function reasonAgainst(way: string): string {
  const [name, instead] = REFUSED[way] ?? [];
  if (name !== undefined) return `its Authentication ${name} is not supported: ${instead}`;
  return (
    'its Authentication is not one of SqlPassword, ActiveDirectoryDefault, ActiveDirectoryManagedIdentity, ' +
    'ActiveDirectoryServicePrincipal'
  );
}

function withPassword(settings: ReadonlyMap<string, string>): Authentication {
  if (/^(true|yes|1|sspi)$/i.test(settings.get('integratedsecurity') ?? '')) {
    throw new Error(
      'Integrated Security borrows the Windows login, which is not supported; give User Id and Password ' +
        '(User Id=DOMAIN\\user logs in through NTLM)',
    );
  }
  const user = settings.get('userid') ?? '';
  if (user === '') throw new Error('it names no user');
  const password = settings.get('password') ?? '';
  const [, domain, account] = /^([^\\]+)\\(.+)$/.exec(user) ?? [undefined, settings.get('domain'), user];
  return domain === undefined || account === undefined
    ? { type: 'default', options: { userName: user, password } }
    : { type: 'ntlm', options: { userName: account, password, domain } };
}

// SqlClient passes the client's id in User Id. A system-assigned identity has none.
function clientId(settings: ReadonlyMap<string, string>): { clientId?: string } {
  const id = settings.get('clientid') ?? settings.get('userid') ?? '';
  return id === '' ? {} : { clientId: id };
}

function servicePrincipal(settings: ReadonlyMap<string, string>): Authentication {
  const { clientId: id } = clientId(settings);
  const tenantId = settings.get('tenantid');
  const clientSecret = settings.get('clientsecret') ?? settings.get('password');
  if (id === undefined || tenantId === undefined || clientSecret === undefined) {
    throw new Error(
      'ActiveDirectoryServicePrincipal needs User Id (the client), Password (its secret) and Tenant Id',
    );
  }
  return {
    type: 'azure-active-directory-service-principal-secret',
    options: { clientId: id, clientSecret, tenantId },
  };
}
