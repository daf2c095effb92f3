import picomatch from 'picomatch';
import type { Answer, Surroundings } from '../lint/surroundings.js';
import { PackageManifest } from './package-manifest.js';
import { foldersAbove } from './page/local-file.js';

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

/** Whether the manifest proves that what it depends on is bundled for a browser, and nothing in it hints at a server, desktop or command line tool. */
export function isBundledForBrowser(manifest: PackageManifest): boolean {
  const all = manifest.names();
  if (manifest.has('workspaces') || manifest.has('bin') || manifest.hasWithin('engines', 'vscode') || [...all].some((name) => ELSEWHERE(name))) return false;
  // What a bundler's plugin depends on runs while bundling.
  if (manifest.names('peerDependencies').has('vite')) return false;
  const interfaces = manifest.names('dependencies', 'peerDependencies');
  return manifest.has('browserslist') || INTERFACES.some((name) => interfaces.has(name)) || BUNDLERS.some((name) => all.has(name));
}

/** Whether a part of what it depends on may stay on a server. */
export function alsoRunsOnServer(manifest: PackageManifest): boolean {
  const all = manifest.names();
  return FULL_STACK.some((name) => all.has(name));
}

/** The manifest of the package a file belongs to: the nearest above it. */
export function manifestOf(path: string, surroundings: Surroundings): Answer<PackageManifest> {
  const places = foldersAbove(path).map((folder) => ({ manifest: `${folder}package.json`, status: surroundings.stat(`${folder}package.json`) }));
  const nearest = places.find(({ status }) => status !== 'nothing');
  if (!nearest) return 'nothing';
  const document = nearest.status === undefined ? undefined : surroundings.document(nearest.manifest);
  return document === undefined || document === 'nothing' ? document : document.tree ? new PackageManifest(document.tree) : 'nothing';
}
