// How the pages are built: the patron's screen (index.html) with its watch, and the simulator's table (desk.html).

import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  base: '/',
  plugins: [preact()],
  build: {
    outDir: resolve(here, '../dist/kiosk-ui'),
    emptyOutDir: true,
    target: 'es2022',
    // A strict content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        patron: resolve(here, 'index.html'),
        desk: resolve(here, 'desk.html'),
        rescuer: resolve(here, 'watchdog/rescuer.ts'),
      },
      // A service worker watches over what lies beneath its own address, which stays the same.
      output: {
        entryFileNames: ({ name }) => (name === 'rescuer' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
