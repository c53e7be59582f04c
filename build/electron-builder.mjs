/** How the application is packed. The runtime is the one that build/runtime.mjs finds. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findRuntime } from './runtime.mjs';

const targetPlatform = process.argv.includes('--win') ? 'win32' : process.platform;
const runtime = findRuntime({ platform: targetPlatform });

export default {
  appId: 'cn.xiaobao.ledger',
  productName: '消保台账',
  executableName: 'xiaobao',
  copyright: 'MIT, 消保台账 contributors',
  directories: { output: 'out/dist', buildResources: 'build' },
  files: [
    'out/app/**',
    'package.json',
    '!**/.built-from',
    '!node_modules/node-addon-api/**',
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    `!node_modules/better-sqlite3/prebuilds/!(${targetPlatform}-\${arch}.node)`,
  ],
  asar: true,
  // A native module cannot be loaded from inside the archive.
  asarUnpack: ['**/*.node'],
  // The practice branch, when `npm run demo` has made one; without it the app does not offer practice.
  extraResources: existsSync('out/demo/figures.json') ? [{ from: 'out/demo/centre', to: 'demo/centre' }] : [],
  electronDist: runtime.dist,
  electronVersion: runtime.version,
  npmRebuild: false,
  electronLanguages: ['zh-CN', 'en-US'],
  fileAssociations: [
    { ext: 'xbsync', name: '消保台账同步文件', role: 'Editor' },
    { ext: 'xbcfg', name: '消保台账配置包', role: 'Editor' },
  ],
  // The runtime's own welcome page has no business in the product.
  afterPack: ({ appOutDir, packager }) => {
    rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  },
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: targetPlatform !== 'linux',
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: { category: 'Office', icon: 'build/icons', maintainer: '消保台账 contributors' },
  // It brings `lp`, by which pages go to a printer (docs/adr/0038).
  deb: { recommends: ['cups-client'] },
  win: { icon: 'build/icons/icon.ico' },
  nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true },
};
