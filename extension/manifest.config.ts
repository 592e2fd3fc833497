/**
 * The manifest, by browser. At install only what works on this computer is asked for; reading an origin that allows no
 * cross-origin reader, and watching a page's own traffic, are optional and asked for in a tab, one origin at a time.
 */
import project from '../package.json' with { type: 'json' }

const sizes = [16, 24, 32, 48, 64, 128]
const icons = Object.fromEntries(sizes.map((size) => [String(size), `icons/standing-${size}.png`]))

/** Loopback is plain http: a status page on this computer needs no certificate. Styles set by script go through CSSOM, so none is inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const worker = 'background/index.ts'

export const manifest = (browser: 'chrome' | 'firefox') => ({
  manifest_version: 3 as const,
  name: '__MSG_name__',
  short_name: '__MSG_name__',
  description: '__MSG_description__',
  version: project.version,
  default_locale: 'en',
  icons,
  action: { default_popup: 'pages/popup/index.html', default_icon: icons, default_title: '__MSG_name__' },
  options_ui: { page: 'pages/dashboard/index.html', open_in_tab: true },
  permissions: ['storage', 'unlimitedStorage', 'alarms', 'notifications', 'activeTab', 'scripting', 'contextMenus'] as const,
  optional_permissions: ['webRequest'] as const,
  optional_host_permissions: ['https://*/*', 'http://*/*'],
  // Nothing of a private window is ever seen, counted or kept.
  incognito: 'not_allowed' as const,
  content_security_policy: { extension_pages: policy },
  ...(browser === 'chrome'
    ? { minimum_chrome_version: '137', background: { service_worker: worker, type: 'module' as const } }
    : {
        background: { scripts: [worker], type: 'module' as const },
        browser_specific_settings: {
          gecko: {
            id: 'standing@standing.example',
            strict_min_version: '142.0',
            data_collection_permissions: { required: ['none'] },
          },
        },
      }),
})
