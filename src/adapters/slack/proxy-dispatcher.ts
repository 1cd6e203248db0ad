import { type Dispatcher, EnvHttpProxyAgent, getGlobalDispatcher } from 'undici';

/**
 * Connections through the proxy that the environment names, where `fetch` makes its own through it (NODE_USE_ENV_PROXY=1). Undefined: it
 * does not. The vendor's client opens its socket past whatever `fetch` uses.
 */
export function makeProxyDispatcher(): Dispatcher | undefined {
  // Node brings its own undici, whose classes are not these.
  const isProxied = getGlobalDispatcher().constructor.name === EnvHttpProxyAgent.name;
  return isProxied ? new EnvHttpProxyAgent({ proxyTunnel: true }) : undefined;
}
