export const id = 28;
export const ids = [28];
export const modules = {

/***/ 3234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bi: () => (/* binding */ DockerError),
/* harmony export */   RK: () => (/* binding */ dockerCli),
/* harmony export */   w$: () => (/* binding */ lastLines)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2876);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6472);



/** A docker command failed, or there is no docker. */
class DockerError extends Error {
    name = 'DockerError';
}
/** What docker CLIs say of the builder that Windows needs; nobody's failure is explained by it. */
const deprecation = /^DEPRECATED: The legacy builder .*(?:\r?\n[ \t]+\S.*)*/gm;
/**
 * The last lines of what a command said: what a RUN printed, which is on stdout, then what docker makes of it. BuildKit
 * puts a dozen lines of the Dockerfile behind the reason.
 */
const lastLines = ({ stdout, stderr }, count = 16) => `${stdout}\n${stderr}`
    .replace(deprecation, '')
    .split(/\r?\n/)
    .map(_report_log_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)
    .filter(line => line !== '')
    .slice(-count)
    .join('\n');
/**
 * The docker CLI on PATH.
 *
 * @param env variables for every command, beside those of the job
 */
const dockerCli = (env) => {
    const run = async (args, silent) => {
        try {
            return await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_1__/* .getExecOutput */ .H)('docker', [...args], {
                silent,
                ignoreReturnCode: true,
                env: { ...process.env, ...env }
            });
        }
        catch (cause) {
            throw new DockerError(`docker ${args[0] ?? ''} could not be started: ${cause instanceof Error ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(cause.message) : String(cause)}. Install Docker on this runner, or take one that has it (windows-2022, windows-2025).`, { cause });
        }
    };
    return {
        quiet: args => run(args, true),
        shown: async (args) => {
            const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
            process.stdout.write(`::stop-commands::${token}\n`);
            try {
                return await run(args, false);
            }
            finally {
                process.stdout.write(`\n::${token}::\n`);
            }
        }
    };
};


/***/ }),

/***/ 8028:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  withLogin: () => (/* binding */ withLogin)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/docker/config.ts



/** Docker Hub's key in the Docker config. */
const keyOf = (registry) => (registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry);
const readUserConfig = async (path) => {
    try {
        return JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch {
        return {};
    }
};
const record = (value) => typeof value === 'object' && value !== null ? { ...value } : {};
/** Folders of the user's config (contexts, cli-plugins, buildx) are linked: nothing in them is ours. */
const linkFolders = async (from, to) => {
    const found = await (0,promises_.readdir)(from, { withFileTypes: true }).catch(() => []);
    for (const entry of found) {
        const [source, target] = [(0,external_node_path_.join)(from, entry.name), (0,external_node_path_.join)(to, entry.name)];
        if (entry.isDirectory())
            await (0,promises_.symlink)(source, target, 'junction').catch(() => (0,promises_.cp)(source, target, { recursive: true }));
    }
};
/**
 * Makes a Docker config that holds the login beside all that the user's own config has (contexts, plugins, helpers,
 * other logins), so that a password of the inputs never enters the user's.
 *
 * @param announce hears of the folder before the login is in it
 */
const temporaryConfig = async ({ registry, username, password }, env, announce) => {
    const users = env.DOCKER_CONFIG ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.docker');
    const parent = env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)();
    await (0,promises_.mkdir)(parent, { recursive: true });
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'win-multiarch-docker-'));
    announce(directory);
    const config = await readUserConfig((0,external_node_path_.join)(users, 'config.json'));
    const key = keyOf(registry);
    const merged = {
        ...config,
        auths: { ...record(config.auths), [key]: { auth: Buffer.from(`${username}:${password}`).toString('base64') } },
        // An empty helper sends docker to the file for this registry, even where a store is set for all others.
        credHelpers: { ...record(config.credHelpers), [key]: '' }
    };
    await (0,promises_.writeFile)((0,external_node_path_.join)(directory, 'config.json'), JSON.stringify(merged), { mode: 0o600 });
    await linkFolders(users, directory);
    return { directory, remove: () => (0,promises_.rm)(directory, { recursive: true, force: true }) };
};

// EXTERNAL MODULE: ./src/docker/docker.ts
var docker = __webpack_require__(3234);
;// CONCATENATED MODULE: ./src/docker/login.ts


/**
 * Windows engines have the classic builder; buildx would ignore the isolation. On Linux the engine's own builder makes
 * an image, not a list around it: buildx adds an attestation unless it is told by its variable, which every other
 * builder passes over (docs.docker.com, "BUILDX_NO_DEFAULT_ATTESTATIONS").
 */
const environments = {
    windows: { DOCKER_BUILDKIT: '0' },
    linux: { BUILDX_BUILDER: 'default', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' }
};
/**
 * Runs work with a docker that knows the login of the inputs, which is gone when the work ends.
 *
 * @param leaveBehind hears of the folder that holds the login before anything is in it: a step that is cancelled never
 *   comes to its end, and the post step removes the folder
 */
const withLogin = async (login, leaveBehind, work) => {
    const config = login === undefined ? undefined : await temporaryConfig(login, process.env, leaveBehind);
    const env = config === undefined ? {} : { DOCKER_CONFIG: config.directory };
    try {
        return await work(os => (0,docker/* dockerCli */.RK)({ ...env, ...(os === undefined ? {} : environments[os]) }));
    }
    finally {
        await config?.remove();
    }
};


/***/ })

};
