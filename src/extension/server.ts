import { Disposable, EventEmitter, Uri, workspace, type CancellationToken, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { RevealOutputChannelOn, State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import type { ServerStatus } from '../protocol/model.js';
import { COMMANDS, LINEAGE_CHANGED, STATUS, USAGES_CHANGED, type InitializationOptions, type NotificationOf, type RequestOf } from '../protocol/requests.js';
import { lendCommittedTexts } from './committed-text.js';
import { SELECTOR, isServed, someServedDocumentIsOpen } from './documents.js';
import { inBackground, messageOf } from './errors.js';
import { lendFiles } from './files.js';
import { servedOnly } from './middleware.js';
import { hasYamlSupport } from './yaml-support.js';

/** A client that was not started yet, and what must be given back after it has stopped. */
export interface Connection {
  readonly client: BaseLanguageClient;
  close(): void;
}

/** Makes the connection the host allows: a child process on the desktop, a worker in the browser. */
export type Connect = (context: ExtensionContext, options: LanguageClientOptions) => Connection | Promise<Connection>;

export type ServerState =
  | { readonly kind: 'idle' | 'starting' }
  | { readonly kind: 'running'; readonly status: ServerStatus }
  | { readonly kind: 'failed'; readonly message: string };

const STOPPED_UNEXPECTEDLY = 'the language server stopped; run “Talklint: Restart Server”';

/** The language server as the rest of the extension sees it: started when first needed, restarted on demand. */
export class Server implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #connect: Connect;
  readonly #states = new EventEmitter<ServerState>();
  readonly #radar = new EventEmitter<void>();
  readonly #lineage = new EventEmitter<void>();
  #state: ServerState = { kind: 'idle' };
  #running: Promise<Connection> | undefined;
  #restarting: Promise<void> | undefined;
  #restartAgain = false;

  readonly onState = this.#states.event;
  /** What is on the radar, or where it is used, may have changed. */
  readonly onRadarChanged = this.#radar.event;
  /** Data products, or what feeds what, may have changed. */
  readonly onLineageChanged = this.#lineage.event;

  constructor(context: ExtensionContext, log: LogOutputChannel, connect: Connect) {
    this.#context = context;
    this.#log = log;
    this.#connect = connect;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server now when a text it serves is open, else as soon as one is opened. */
  startWhenNeeded(): Disposable {
    const start = () => {
      inBackground(this.#log, 'Talklint could not start its language server', () => this.start());
    };
    const waiting = workspace.onDidOpenTextDocument((document) => {
      if (!this.#running && isServed(document)) start();
    });
    if (someServedDocumentIsOpen()) start();
    return waiting;
  }

  /** The started client; later calls share the first start, and its failure, until the server is restarted. */
  async start(): Promise<BaseLanguageClient> {
    this.#running ??= this.#launch();
    return (await this.#running).client;
  }

  /** Sends one of our own requests, starting the server first when it does not run yet. */
  async request<Params, Result>(type: RequestOf<Params, Result>, params: Params, token?: CancellationToken): Promise<Result> {
    const client = await this.start();
    // An absent token would be taken for one more parameter.
    return token ? client.sendRequest<Result>(type.method, params, token) : client.sendRequest<Result>(type.method, params);
  }

  /** Tells a running server something; one that starts later learns it then. */
  async notify<Params>(type: NotificationOf<Params>, params: Params): Promise<void> {
    const connection = await this.#running?.catch(() => undefined);
    await connection?.client.sendNotification(type.method, params);
  }

  /** Restarts the server. A call during a restart leads to one more, because what it asks for may have come too late. */
  restart(): Promise<void> {
    this.#restartAgain = true;
    this.#restarting ??= this.#restartWhileAsked().finally(() => {
      this.#restarting = undefined;
    });
    return this.#restarting;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    const connection = await running?.catch(() => undefined);
    if (connection) await this.#end(connection);
    this.#become({ kind: 'idle' });
  }

  dispose(): void {
    void this.stop().finally(() => {
      this.#states.dispose();
      this.#radar.dispose();
      this.#lineage.dispose();
    });
  }

  async #restartWhileAsked(): Promise<void> {
    while (this.#restartAgain) {
      this.#restartAgain = false;
      await this.stop();
      await this.start();
    }
  }

  async #launch(): Promise<Connection> {
    this.#become({ kind: 'starting' });
    const assets = Uri.joinPath(this.#context.extensionUri, 'dist');
    const opened = await this.#connect(this.#context, clientOptions(this.#log, assets));
    const { client } = opened;
    const lent = Disposable.from(lendFiles(client, assets), lendCommittedTexts(client));
    const connection: Connection = {
      client,
      close: () => {
        lent.dispose();
        opened.close();
      },
    };
    client.onDidChangeState(({ newState }) => {
      this.#follow(newState);
    });
    client.onNotification(USAGES_CHANGED.method, () => {
      this.#radar.fire();
    });
    client.onNotification(LINEAGE_CHANGED.method, () => {
      this.#lineage.fire();
    });
    client.onNotification(STATUS.method, (status: ServerStatus) => {
      this.#become({ kind: 'running', status });
    });
    try {
      await client.start();
    } catch (error) {
      await this.#end(connection);
      this.#become({ kind: 'failed', message: messageOf(error) });
      throw error;
    }
    return connection;
  }

  async #end(connection: Connection): Promise<void> {
    try {
      await connection.client.dispose();
    } catch (error) {
      this.#log.debug('the language client did not end in order', messageOf(error));
    } finally {
      connection.close();
    }
  }

  /** The client restarts a server that died a few times by itself; its states tell how that goes. */
  #follow(state: State): void {
    if (!this.#running) return;
    if (state === State.Starting) this.#become({ kind: 'starting' });
    if (state === State.Stopped) this.#become({ kind: 'failed', message: STOPPED_UNEXPECTEDLY });
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#states.fire(state);
  }
}

function clientOptions(log: LogOutputChannel, assets: Uri): LanguageClientOptions {
  return {
    documentSelector: [...SELECTOR],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // A function, because trust may have been granted between one start and the next.
    initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, yamlSchemas: hasYamlSupport(), assetsUri: assets.toString() }),
    // The client asks for nothing on change unless told to.
    diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
    // Hovers may hold text of a pack of the workspace, so the one command they can run only shows a page.
    markdown: { isTrusted: { enabledCommands: [COMMANDS.openPage] }, supportThemeIcons: true },
    middleware: servedOnly(),
  };
}
