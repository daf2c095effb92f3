import picomatch from 'picomatch';
import type { Detection, Detector } from '../lint/detector.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { PackageManifest, type Dependency } from './package-manifest.js';
import { gramsOfTransfer } from './transfer.js';

/** A row of the table `package-sizes`; sizes are bytes. */
interface PackageSize {
  readonly version: string;
  readonly minified: number;
  readonly gzip: number;
  /** What does the job instead, as a phrase. */
  readonly instead: string;
  readonly insteadVersion?: string;
  /** Absent where it depends too much on the project. */
  readonly insteadGzip?: number;
  readonly note: string;
  /** Packages, with `*` for any part of a name, that cannot do without this one. */
  readonly neededBy?: readonly string[];
  /** It can be imported in small parts, which the manifest does not show: only a hint. */
  readonly parts?: boolean;
  /** It is as likely to run on a server. */
  readonly server?: boolean;
}

const VIEWS = 10_000;

/** A user interface in the browser: what a project or library with one of these depends on ends up in a bundle. */
const INTERFACES = ['react', 'react-dom', 'vue', 'svelte', 'preact', '@angular/core', 'solid-js', 'lit', 'next', 'nuxt', '@sveltejs/kit', '@remix-run/react', 'ember-source'];
/** What only a build for the browser needs. */
const BUNDLERS = ['vite', 'webpack-dev-server', 'html-webpack-plugin', 'style-loader', 'parcel', 'parcel-bundler', 'react-scripts', '@vue/cli-service', '@angular/cli', '@sveltejs/kit'];
/** Frameworks that also run on a server, where a part of what they depend on stays. */
const FULL_STACK = ['next', 'nuxt', '@sveltejs/kit', '@remix-run/react', '@remix-run/node', '@tanstack/react-start'];
/** Signs that code runs elsewhere: then nobody can tell from the list what reaches a browser. */
const ELSEWHERE = picomatch([
  'express', 'koa', 'fastify', '@nestjs/core', 'hapi', '@hapi/hapi', 'restify', 'polka', 'hono', 'sails', 'meteor-node-stubs', '@adonisjs/core', 'apollo-server*', '@apollo/server', 'socket.io',
  'sequelize', 'mongoose', 'mongodb', 'pg', 'mysql', 'mysql2', 'typeorm', '@prisma/client', 'knex', 'better-sqlite3', 'redis', 'ioredis',
  'electron', 'electron-builder', 'nw', 'react-native', 'expo', 'ink', '@tauri-apps/cli', 'cordova-*',
  'gatsby', 'astro', '@11ty/eleventy', 'vitepress', '@docusaurus/core', 'hexo', 'yeoman-generator', 'commander', 'yargs', 'webpack-node-externals', 'serverless', 'serverless-*', 'aws-cdk-lib', 'firebase-functions',
  'lerna', 'nx', 'turbo', '@microsoft/rush',
]);

/** Dependencies of a page that weigh much and have a lighter replacement. Silent unless the manifest proves that they are bundled for a browser. */
export const heavyDependency: Detector = function* (context) {
  const { tree, pathClasses } = context.document;
  if (!tree || pathClasses.has('test') || pathClasses.has('example')) return;
  const manifest = new PackageManifest(tree);
  const all = manifest.names();
  if (!isBundledForBrowser(manifest, all)) return;
  const sizes = context.table('package-sizes').rows;
  const fullStack = FULL_STACK.some((name) => all.has(name));
  for (const dependency of manifest.listed('dependencies')) {
    const size = Object.hasOwn(sizes, dependency.name) ? (sizes[dependency.name] as PackageSize) : undefined;
    if (!size || dependency.version.startsWith('npm:') || (fullStack && size.server === true) || isNeeded(size, dependency.name, all)) continue;
    yield detection(tree, dependency, size);
  }
};

function isBundledForBrowser(manifest: PackageManifest, all: ReadonlySet<string>): boolean {
  if (manifest.has('workspaces') || manifest.has('bin') || manifest.hasWithin('engines', 'vscode') || [...all].some((name) => ELSEWHERE(name))) return false;
  // What a bundler's plugin depends on runs while bundling.
  if (manifest.names('peerDependencies').has('vite')) return false;
  const interfaces = manifest.names('dependencies', 'peerDependencies');
  return manifest.has('browserslist') || INTERFACES.some((name) => interfaces.has(name)) || BUNDLERS.some((name) => all.has(name));
}

function isNeeded(size: PackageSize, name: string, all: ReadonlySet<string>): boolean {
  const needs = picomatch([...(size.neededBy ?? [])]);
  return [...all].some((other) => other !== name && needs(other));
}

function detection(tree: FlatTree, { name, node }: Dependency, size: PackageSize): Detection {
  const other = size.insteadGzip === undefined ? 'less' : size.insteadGzip === 0 ? 'nothing' : kilobytes(size.insteadGzip);
  const severity = size.parts === true ? { severity: 'hint' as const } : {};
  return { span: tree.span(node), ...severity, variables: { NAME: name, SIZE: kilobytes(size.gzip), INSTEAD: `${size.instead} ${other}` }, details: details(name, size) };
}

function details(name: string, size: PackageSize): string {
  const rows = [`| ${name} ${size.version} | ${kilobytes(size.minified)} | ${kilobytes(size.gzip)} | ${grams(size.gzip)} |`];
  if (size.insteadGzip !== undefined) rows.push(`| ${size.instead}${size.insteadVersion === undefined ? '' : ` ${size.insteadVersion}`} | | ${kilobytes(size.insteadGzip)} | ${grams(size.insteadGzip)} |`);
  return [
    size.note,
    '',
    `| Imported whole | minified | gzip | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
    '|---|---:|---:|---:|',
    ...rows,
    '',
    'The grams are an estimate: Sustainable Web Design model v4, 0.1482 g a megabyte sent.',
  ].join('\n');
}

/** Bytes as kilobytes of 1,000. */
function kilobytes(bytes: number): string {
  return bytes === 0 ? '0 kB' : `${(bytes / 1000).toFixed(1)} kB`;
}

function grams(bytes: number): string {
  const value = gramsOfTransfer(bytes, VIEWS);
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} g`;
}
