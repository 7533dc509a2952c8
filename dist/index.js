import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7883);

await ((0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .isPost */ .tl)() ? (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanUp */ .nY)() : (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1318:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ InputError)
/* harmony export */ });
/** An input cannot be used: which one, what is wrong with it, and what to write instead. */
class InputError extends Error {
    input;
    name = 'InputError';
    /**
     * @param input its name in action.yml
     * @param what what is wrong, with the value
     * @param remedy what to do
     */
    constructor(input, what, remedy, cause) {
        super(`Input '${input}': ${what}. ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`, { cause });
        this.input = input;
    }
}


/***/ }),

/***/ 9066:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ inputReader)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1318);

/** @param get the value of an input, trimmed; '' when it is not given (`getInput` of the runner) */
const inputReader = (get) => {
    const text = name => {
        const value = get(name);
        return value === '' ? undefined : value;
    };
    const split = (name, separator) => get(name)
        .split(separator)
        .map(item => item.trim())
        .filter(item => item !== '');
    return {
        text,
        line: name => {
            const value = text(name);
            if (value !== undefined && /[\r\n]/.test(value))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d(name, `'${value}' has a line break`, 'write it on one line');
            return value;
        },
        words: name => split(name, /[\r\n,]+/),
        lines: name => split(name, /[\r\n]+/),
        record: name => Object.fromEntries(split(name, /[\r\n]+/).map(line => {
            const equals = line.indexOf('=');
            if (equals < 1)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d(name, `the line '${line}' is not of the form key=value`, 'write one key=value a line');
            return [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
        })),
        flag: (name, otherwise) => {
            const value = text(name);
            if (value === undefined)
                return otherwise;
            // The spellings of YAML 1.2's core schema, as the toolkit takes them.
            if (/^(?:true|True|TRUE)$/.test(value))
                return true;
            if (/^(?:false|False|FALSE)$/.test(value))
                return false;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d(name, `'${value}' is neither true nor false`, "write 'true' or 'false'");
        },
        choice: (name, values, otherwise) => {
            const value = text(name);
            if (value === undefined)
                return otherwise;
            const found = values.find(item => item === value);
            if (found === undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d(name, `'${value}' is unknown`, `known are ${values.join(', ')}`);
            return found;
        },
        count: (name, otherwise) => {
            const value = text(name);
            if (value === undefined)
                return otherwise;
            if (!/^[1-9]\d{0,2}$/.test(value))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d(name, `'${value}' is not a whole number from 1 to 999`, 'write for instance 5');
            return Number(value);
        }
    };
};


/***/ }),

/***/ 7883:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  nY: () => (/* binding */ cleanUp),
  tl: () => (/* binding */ isPost),
  eF: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./src/inputs/context.ts

/** The payload of the event; some starts have none, and nothing of it is needed. */
const readEvent = (path) => {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path ?? '', 'utf8')) ?? {};
    }
    catch {
        return {};
    }
};
const ofEvent = (env) => {
    const { head_commit: commit, repository } = readEvent(env.GITHUB_EVENT_PATH);
    const licence = repository?.license?.spdx_id;
    return {
        // What GitHub says of a licence that it does not know.
        ...(typeof licence === 'string' && licence !== 'NOASSERTION' ? { licence } : {}),
        ...(typeof commit?.id === 'string' && typeof commit.timestamp === 'string'
            ? { headCommit: { id: commit.id, time: commit.timestamp } }
            : {})
    };
};
/** SOURCE_DATE_EPOCH by the specification of reproducible-builds.org: seconds as a decimal number. */
const readEpoch = (value) => {
    if (value === undefined || value === '')
        return {};
    // Beyond the year 9999 no format that we write can hold it.
    if (!/^\d{1,11}$/.test(value)) {
        throw new Error(`The variable SOURCE_DATE_EPOCH is '${value}', which is no number of seconds since 1970. Set it to one, or leave it out.`);
    }
    return { sourceDateEpoch: Number(value) };
};
/** Reads the default variables that GitHub documents; what is missing is empty. */
const readContext = (env) => ({
    eventName: env.GITHUB_EVENT_NAME ?? '',
    sha: env.GITHUB_SHA ?? '',
    ...(env.GITHUB_REF_TYPE === 'tag' && env.GITHUB_REF_NAME !== undefined ? { gitTag: env.GITHUB_REF_NAME } : {}),
    actor: env.GITHUB_ACTOR ?? '',
    repository: env.GITHUB_REPOSITORY ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    workspace: env.GITHUB_WORKSPACE ?? '',
    temporary: env.RUNNER_TEMP ?? '',
    ...readEpoch(env.SOURCE_DATE_EPOCH),
    ...ofEvent(env)
});

// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __nccwpck_require__(1318);
;// CONCATENATED MODULE: ./src/inputs/modes.ts

const modes = ['build', 'manifest', 'rebase', 'assemble', 'check', 'plan'];
/** What it takes to reach the registry of an image. */
const reaching = ['image', 'tags', 'username', 'password', 'retries', 'insecure-registries'];
/** What it takes to publish images of releases. */
const publishing = [...reaching, 'suffix', 'releases', 'push'];
/** What each mode takes, besides `mode` itself. */
const inputsOf = {
    build: [
        ...publishing,
        'revision',
        'version',
        'labels',
        'context',
        'file',
        'build-args',
        'target',
        'pull',
        'no-cache',
        'network',
        'base-arg',
        'version-arg',
        'isolation',
        'memory',
        'base-image',
        'cache-from',
        'pin-base',
        'test',
        'test-healthy',
        'test-timeout',
        'docker-version',
        'docker-download-url',
        'docker-sha256'
    ],
    manifest: [
        ...publishing,
        'revision',
        'sources',
        'spec',
        'annotations',
        'media-type',
        'keep-existing',
        'allow-stale',
        'allow-downgrade',
        'allow-missing-os-version'
    ],
    rebase: [...publishing, 'labels', 'base-image', 'source', 'new-base', 'old-base', 'allow-run-layers'],
    assemble: [
        ...publishing,
        'revision',
        'version',
        'labels',
        'base-image',
        'files',
        'entrypoint',
        'cmd',
        'env',
        'workdir',
        'user',
        'expose'
    ],
    check: [...reaching, 'base-image', 'source', 'fail-on-outdated'],
    plan: ['releases', 'runners']
};
/**
 * The mode, once everything that is given is known to be its own: an input that does nothing is a mistake.
 *
 * @throws InputError that names the input
 */
const readMode = (read) => {
    const mode = read.choice('mode', modes, 'build');
    for (const name of new Set(modes.flatMap(one => inputsOf[one]))) {
        if (inputsOf[mode].includes(name) || read.text(name) === undefined)
            continue;
        const takers = modes.filter(one => inputsOf[one].includes(name)).map(one => `'${one}'`);
        throw new errors/* InputError */.d(name, `mode '${mode}' does not take it`, `leave it out, or use mode ${takers.join(' or ')}`);
    }
    return mode;
};

// EXTERNAL MODULE: ./src/inputs/reader.ts
var reader = __nccwpck_require__(9066);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: ./src/registry/challenge.ts
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`^(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s",]+))`);
const scheme = new RegExp(`^(${token})(?=$|[ \\t,])`);
/** A registry's challenge has some hundred characters; longer ones are not looked at. */
const maxLength = 16_384;
/**
 * Reads the challenges of a `WWW-Authenticate` header: several in one header, quoted commas and escapes included.
 * What cannot be read is passed over.
 */
const parseChallenges = (header) => {
    const challenges = [];
    let rest = header.slice(0, maxLength);
    while (rest !== '') {
        rest = rest.replace(/^[\s,]+/, '');
        const current = challenges.at(-1);
        const pair = parameter.exec(rest);
        if (pair !== null && current !== undefined) {
            const [whole, name = '', quoted, plain = ''] = pair;
            current.parameters[name.toLowerCase()] ??= quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
            rest = rest.slice(whole.length);
            continue;
        }
        const next = scheme.exec(rest);
        if (next !== null) {
            challenges.push({ scheme: (next[1] ?? '').toLowerCase(), parameters: {} });
            rest = rest.slice(next[0].length);
            continue;
        }
        rest = rest.replace(/^[^,]*/, '');
    }
    return challenges;
};

// EXTERNAL MODULE: ./src/registry/errors.ts + 1 modules
var registry_errors = __nccwpck_require__(4456);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/oci/json.ts
var oci_json = __nccwpck_require__(1691);
;// CONCATENATED MODULE: ./src/registry/credentials.ts




/** Docker Hub's key in the Docker config, kept from the days of the first registry protocol. */
const hubKey = 'https://index.docker.io/v1/';
const keyOf = (registry) => (registry === 'docker.io' ? hubKey : registry);
/** The host that a key of `auths` is for: older clients wrote addresses (docker/cli credentials.ConvertToHostname). */
const hostOfKey = (key) => key.replace(/^https?:\/\//, '').split('/')[0] ?? '';
const credentials_text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const base64 = (username, password) => Buffer.from(`${username}:${password}`).toString('base64');
/** The value of a Basic header. */
const basicOf = (username, password) => `Basic ${base64(username, password)}`;
/** Masking is literal: every form in which a secret is sent has to be named. */
const mask = (credential, log) => {
    const secret = credential.kind === 'password' ? credential.password : credential.token;
    for (const line of secret.split(/\r?\n/))
        log.secret(line);
    log.secret(Buffer.from(secret).toString('base64'));
    if (credential.kind !== 'bearer')
        log.secret(base64(credential.username, secret));
    return credential;
};
/** `auth` is base64 of `user:password`; the password may hold colons, docker pads it with NUL. */
const decodeAuth = (auth) => {
    const decoded = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = decoded.indexOf(':');
    if (colon < 0)
        return undefined;
    return { kind: 'password', username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
};
const fromEntry = (entry) => {
    const [identity, bearer] = [credentials_text(entry.identitytoken), credentials_text(entry.registrytoken)];
    if (bearer !== undefined)
        return { kind: 'bearer', token: bearer };
    const [auth, username, password] = [credentials_text(entry.auth), credentials_text(entry.username), credentials_text(entry.password)];
    const decoded = auth === undefined ? undefined : decodeAuth(auth);
    if (identity !== undefined) {
        return {
            kind: 'identity',
            username: decoded?.kind === 'password' ? decoded.username : (username ?? ''),
            token: identity
        };
    }
    if (decoded !== undefined)
        return decoded;
    return username === undefined || password === undefined ? undefined : { kind: 'password', username, password };
};
/** The entry of exactly that host; a key that merely contains it would leak a login to another one. */
const fromAuths = (auths, registry) => {
    if (!(0,oci_json/* isRecord */.u)(auths))
        return undefined;
    const host = hostOfKey(keyOf(registry));
    const key = [keyOf(registry), ...Object.keys(auths)].find(name => Object.hasOwn(auths, name) && hostOfKey(name) === host);
    const entry = key === undefined ? undefined : auths[key];
    return (0,oci_json/* isRecord */.u)(entry) ? fromEntry(entry) : undefined;
};
const parse = (json, where, log) => {
    try {
        const value = JSON.parse(json);
        if ((0,oci_json/* isRecord */.u)(value))
            return value;
    }
    catch {
        // Told below: a config that is no object is as useless as one that is no JSON.
    }
    log.warning(`${where} is not a JSON object: going on without its logins.`);
    return {};
};
const readConfig = async (env, log) => {
    const path = (0,external_node_path_.join)(credentials_text(env.DOCKER_CONFIG) ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.docker'), 'config.json');
    const json = await (0,external_node_fs_promises_.readFile)(path, 'utf8').catch(() => undefined);
    return json === undefined ? {} : parse(json, `The Docker config ${path}`, log);
};
const helperFor = (config, registry) => {
    const helpers = config.credHelpers;
    const key = keyOf(registry);
    if ((0,oci_json/* isRecord */.u)(helpers) && Object.hasOwn(helpers, key))
        return credentials_text(helpers[key]);
    return credentials_text(config.credsStore);
};
/**
 * The logins that docker knows: DOCKER_AUTH_CONFIG, then `$DOCKER_CONFIG/config.json` with its helper for the
 * registry, its store, and its own entries (docker/cli cli/config/configfile). Each registry is asked about once.
 */
const dockerCredentials = ({ env, log, askHelper }) => {
    const known = new Map();
    let config;
    const find = async (registry) => {
        const variable = credentials_text(env.DOCKER_AUTH_CONFIG);
        const given = variable === undefined ? undefined : fromAuths(parse(variable, 'DOCKER_AUTH_CONFIG', log).auths, registry);
        if (given !== undefined)
            return mask(given, log);
        config ??= readConfig(env, log);
        const file = await config;
        const helper = helperFor(file, registry);
        const kept = helper === undefined ? undefined : await askHelper(helper, keyOf(registry));
        const found = kept ?? fromAuths(file.auths, registry);
        return found === undefined ? undefined : mask(found, log);
    };
    return registry => {
        const asked = known.get(registry) ?? find(registry);
        known.set(registry, asked);
        return asked;
    };
};
/** The login of the inputs, for one registry alone; every other one is asked of `others`. */
const inputCredentials = ({ registry, username, password }, others, log) => {
    const own = mask({ kind: 'password', username, password }, log);
    return wanted => (wanted === registry ? Promise.resolve(own) : others(wanted));
};

// EXTERNAL MODULE: ./src/registry/transport.ts
var registry_transport = __nccwpck_require__(670);
;// CONCATENATED MODULE: ./src/registry/token.ts



/** What the token specification tells clients to assume where `expires_in` is missing, in seconds. */
const defaultLifetime = 60;
/** The value of the Authorization header by which a credential itself is sent. */
const headerFor = (credential) => {
    if (credential === undefined)
        return undefined;
    if (credential.kind === 'bearer')
        return `Bearer ${credential.token}`;
    return basicOf(credential.username, credential.kind === 'identity' ? credential.token : credential.password);
};
/**
 * The address of the token server. Credentials go there, so it has to be https; only a registry that itself speaks
 * http may name an http one.
 */
const realmOf = ({ challenge, request, answeredBy }) => {
    const realm = challenge.parameters.realm ?? '';
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && answeredBy.protocol === 'http:');
    if (url === undefined || !safe || url.username !== '' || url.password !== '') {
        throw (0,registry_errors/* protocolError */.JW)(request, `${request.url.host} names a token server that no login can be sent to safely`, "Check the host in the input 'image'; a registry behind https needs a token server behind https.");
    }
    return url;
};
/** The rights that are asked for: those that the request needs, built by us; the challenge may name others. */
const scopesOf = ({ request, challenge }) => request.scopes ?? (challenge.parameters.scope === undefined ? [] : [challenge.parameters.scope]);
/** distribution's token.md: GET with the scopes in the query and the login as Basic. */
const byGet = (wish) => {
    const url = realmOf(wish);
    const { service } = wish.challenge.parameters;
    if (service !== undefined)
        url.searchParams.set('service', service);
    for (const scope of scopesOf(wish))
        url.searchParams.append('scope', scope);
    const authorization = headerFor(wish.credential);
    return {
        method: 'GET',
        url,
        doing: wish.request.doing,
        headers: authorization === undefined ? {} : { authorization }
    };
};
/** distribution's oauth.md: POST of a form that changes an identity token for an access token. */
const byPost = (wish, identity) => {
    const form = new URLSearchParams({
        grant_type: 'refresh_token',
        service: wish.challenge.parameters.service ?? '',
        client_id: 'win-multiarch',
        scope: scopesOf(wish).join(' '),
        refresh_token: identity
    });
    return {
        method: 'POST',
        url: realmOf(wish),
        doing: wish.request.doing,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new TextEncoder().encode(form.toString())
    };
};
const parseToken = (request, answer, now) => {
    let json;
    try {
        json = JSON.parse(Buffer.from(answer.bytes).toString('utf8'));
    }
    catch (cause) {
        throw (0,registry_errors/* protocolError */.JW)(request, `the token server ${answer.url.host} did not answer with JSON`, undefined, cause);
    }
    const value = [json?.token, json?.access_token].find(item => typeof item === 'string' && item !== '');
    // A line break in a header would let the token server write headers of its own.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
        throw (0,registry_errors/* protocolError */.JW)(request, `the token server ${answer.url.host} answered without a usable token`);
    }
    const seconds = typeof json?.expires_in === 'number' && json.expires_in > 0 ? json.expires_in : defaultLifetime;
    return { value, expires: now + seconds * 1000 };
};
const refused = ({ registry, request }, answer) => {
    const { why } = (0,registry_errors/* answerError */.n)(request, answer);
    return new registry_errors/* RegistryError */.gl({
        doing: request.doing,
        status: answer.status,
        why: `the login for ${registry} was refused: ${why}`,
        remedy: answer.status === 403 ? (0,registry_errors/* missingRights */.o7)(registry, request) : registry_errors/* wrongLogin */.xd
    });
};
/**
 * Gets an access token from the token server that the registry names.
 *
 * @param now milliseconds since 1970
 * @throws RegistryError that tells a refused login from a server in trouble
 */
const fetchToken = async (wish, send, now) => {
    const ask = async (request) => {
        const response = await send(request);
        return (0,registry_transport/* readAnswer */.JN)(response).catch((error) => {
            throw (0,registry_errors/* connectionError */.$t)(request, error);
        });
    };
    const { credential, request } = wish;
    const changed = credential?.kind === 'identity' ? await ask(byPost(wish, credential.token)) : undefined;
    const unsupported = changed === undefined || changed.status === 404 || changed.status === 405;
    const answer = unsupported ? await ask(byGet(wish)) : changed;
    if ((answer.status === 401 || answer.status === 403) && credential !== undefined)
        throw refused(wish, answer);
    if (!(0,registry_transport/* isSuccess */.oJ)(answer))
        throw (0,registry_errors/* answerError */.n)(request, answer);
    return parseToken(request, answer, now);
};

;// CONCATENATED MODULE: ./src/registry/auth.ts







/** A token is renewed that many milliseconds before it ends, so that it is good when the request arrives. */
const margin = 5000;
/** Milliseconds for which a refusal is read before the next try; another connection takes less than that. */
const patience = 1000;
/** The challenge to answer: Bearer where the registry offers it, else Basic. */
const choose = (response) => {
    const challenges = parseChallenges((0,registry_transport/* headerOf */.rR)(response, 'www-authenticate') ?? '');
    return (challenges.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.realm !== undefined) ??
        challenges.find(({ scheme }) => scheme === 'basic'));
};
const send = async (inner, request, authorization) => {
    if (authorization === undefined)
        return inner(request);
    const headers = { ...request.headers, authorization: authorization.header };
    return { ...(await inner({ ...request, headers })), login: authorization.login };
};
/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). Tokens are kept per
 * set of scopes and fetched once however many requests wait for them. The login goes to the registry's own host and
 * to the token server that it names, nowhere else.
 */
const withAuth = ({ credentials, log, now = Date.now }) => (registry) => (inner) => {
    const host = (0,reference/* apiHost */.nz)(registry);
    // Ports 80 and 443 are left out of an address where they are the scheme's own.
    const isRegistry = (url) => url.host === host || `${url.hostname}:${url.protocol === 'http:' ? 80 : 443}` === host;
    const tokens = new Map();
    let known;
    const getToken = async (request, from) => {
        const credential = await credentials(registry);
        if (credential?.kind === 'bearer')
            return { header: `Bearer ${credential.token}`, login: true, expires: Infinity };
        const token = await fetchToken({ registry, request, credential, ...from }, inner, now());
        // What everybody gets is no secret, and a server that nobody has a login for must not choose what the log hides.
        if (credential !== undefined)
            log.secret(token.value);
        return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires };
    };
    /** A token that is still good, or a new one; `refused` is one that the registry has just turned down. */
    const tokenFor = async (request, from, refused) => {
        const key = [...(request.scopes ?? [])].sort().join(' ');
        const kept = tokens.get(key);
        if (kept !== undefined) {
            const token = await (0,registry_errors/* waitingFor */.Fz)(kept, request);
            if (token !== refused && now() < token.expires - margin)
                return token;
            // Somebody else has renewed it while we waited.
            if (tokens.get(key) !== kept)
                return tokenFor(request, from, refused);
        }
        const fetched = getToken(request, from);
        tokens.set(key, fetched);
        fetched.catch(() => tokens.delete(key));
        return fetched;
    };
    const authorize = async (request, refused) => {
        if (known === undefined)
            return undefined;
        if (known.challenge.scheme === 'bearer')
            return tokenFor(request, known, refused);
        const header = headerFor(await credentials(registry));
        return header === undefined ? undefined : { header, login: true, expires: Infinity };
    };
    return async (request) => {
        if (!isRegistry(request.url))
            return inner(request);
        const first = await authorize(request);
        const response = await send(inner, request, first);
        const challenge = response.status === 401 && isRegistry(response.url) ? choose(response) : undefined;
        if (challenge === undefined)
            return response;
        known = { challenge, answeredBy: response.url };
        const refusal = (0,registry_transport/* readAnswer */.JN)(response);
        // At its end its connection is free for the second try. That it breaks, or takes its time, is no matter yet.
        await Promise.race([refusal, (0,promises_.setTimeout)(patience, undefined, { ref: false })]).catch(() => undefined);
        const second = await authorize(request, first);
        if (second !== undefined && second.header !== first?.header)
            return send(inner, request, second);
        const { bytes } = await refusal.catch((error) => {
            throw (0,registry_errors/* connectionError */.$t)(request, error);
        });
        return { ...response, body: external_node_stream_.Readable.from([bytes]) };
    };
};

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}

;// CONCATENATED MODULE: ./src/registry/concurrency.ts

/** Requests that a registry gets at a time, beside the blobs that are streamed: hundreds at once look like an attack. */
const most = 32;
/** So many connections are worth opening for what may still come. */
const few = 4;
/**
 * Limits how many requests are under way at a time. The first ones go out together; from the first answer on, one may
 * wait for each connection that is open, which takes a round trip. Only more open others, which takes three: for TCP, for
 * TLS, and for the request.
 */
const withLimit = (send) => {
    const limit = pLimit(most);
    let open = 0;
    return request => {
        const wanted = limit.activeCount + limit.pendingCount + 1;
        if (open > 0)
            limit.concurrency = Math.min(most, Math.max(few, open, wanted - open));
        return limit(async () => {
            const answer = await send(request);
            open = Math.max(open, limit.activeCount);
            return answer;
        });
    };
};

// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __nccwpck_require__(9217);
// EXTERNAL MODULE: ./src/report/progress.ts
var report_progress = __nccwpck_require__(8991);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __nccwpck_require__(7373);
// EXTERNAL MODULE: ./src/registry/settled.ts
var settled = __nccwpck_require__(4018);
// EXTERNAL MODULE: ./src/registry/upload.ts
var upload = __nccwpck_require__(4398);
;// CONCATENATED MODULE: ./src/registry/copy.ts








const isKnownType = (mediaType) => (0,media_types/* isIndexType */.$U)(mediaType) || (0,media_types/* isManifestType */.Q3)(mediaType);
const copier = ({ policy, log, concurrency = 4 }) => {
    const limit = pLimit(concurrency);
    const progress = (0,report_progress/* startProgress */.o)('Copying', log);
    const underWay = new Map();
    // After the first failure nobody needs the rest, and it may be gigabytes: neither what is under way nor what waits.
    const ending = new AbortController();
    const untilEnd = { ...policy, over: () => ending.signal.aborted || policy.over?.() === true };
    const orEnd = async (work) => {
        try {
            ending.signal.throwIfAborted();
            await work();
        }
        catch (error) {
            ending.abort(error);
            throw ending.signal.reason;
        }
    };
    const stream = (from, to, blob, session) => {
        const open = async (moved) => (0,external_node_stream_.addAbortSignal)(ending.signal, await from.blobs.open(blob, moved));
        return limit(() => orEnd(() => (0,upload/* upload */.S)(to, { blob, open }, { policy: untilEnd, progress, session })));
    };
    /** By registry and digest: the first repository that has a blob, or is getting it. */
    const holders = new Map();
    /** Moves one blob: by a mount where the registry has it, else by a stream; what is there already stays. */
    const copyBlob = async (from, to, blob) => {
        const { digest } = blob;
        const { registry } = to.repository;
        if (from.repository.registry === registry) {
            const offered = await to.blobs.mount(digest, from.repository);
            if (offered === 'mounted' || (await to.blobs.has(digest)))
                return;
            return stream(from, to, blob, offered);
        }
        const isThere = await to.blobs.has(digest);
        // One repository of the registry gets it from elsewhere, and the others from that one.
        const key = `${registry} ${digest}`;
        const holder = holders.get(key);
        if (holder === undefined) {
            const arriving = isThere ? Promise.resolve() : stream(from, to, blob);
            holders.set(key, { repository: to.repository, arriving });
            return arriving;
        }
        if (isThere)
            return;
        await holder.arriving;
        const offered = await to.blobs.mount(digest, holder.repository);
        if (offered !== 'mounted')
            await stream(from, to, blob, offered);
    };
    /** Images of one list share layers, and lists share images: each goes once. */
    const once = (kind, to, digest, move) => {
        const key = `${kind} ${(0,reference/* formatReference */.FH)({ ...to.repository, digest })}`;
        const moving = underWay.get(key) ?? orEnd(move);
        underWay.set(key, moving);
        return moving;
    };
    const copyBlobs = async (from, to, blobs) => {
        if ((0,reference/* sameRepository */.RB)(from.repository, to.repository))
            return;
        const ours = blobs.filter(blob => !(0,media_types/* isForeignLayer */.sJ)(blob));
        await (0,settled/* settled */.g)(ours.map(blob => once('blob', to, blob.digest, () => copyBlob(from, to, blob))));
    };
    const copyParts = async (from, to, document, walk) => {
        if (document.kind === 'index') {
            const further = (0,registry_images/* goInto */.H7)(document, (0,reference/* formatReference */.FH)({ ...from.repository, digest: document.digest }), walk);
            await (0,settled/* settled */.g)(document.manifests.map(child => copyDocument(from, to, child.digest, further)));
            return;
        }
        await copyBlobs(from, to, [document.config, ...document.layers]);
    };
    const copyDocument = (from, to, digest, walk) => once('document', to, digest, () => moveDocument(from, to, digest, walk));
    const moveDocument = async (from, to, digest, walk) => {
        const [there, content] = await (0,settled/* settled */.g)([to.head(digest), from.content(digest)]);
        if (there === digest)
            return;
        if (content === undefined) {
            throw new registry_images/* ImageError */.C8(`${(0,reference/* formatReference */.FH)({ ...from.repository, digest })} cannot be copied: it is not there.`);
        }
        // What an unknown type refers to nobody can tell: it goes as it is, and the registry says whether it lacks something.
        const document = isKnownType(content.mediaType) ? await from.get(digest) : undefined;
        if (document !== undefined)
            await copyParts(from, to, document, walk);
        await to.put(digest, content);
    };
    return { copy: (from, to, digest) => copyDocument(from, to, digest, (0,registry_images/* newWalk */.jL)()), copyBlobs };
};

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(1692);
;// CONCATENATED MODULE: ./node_modules/proxy-from-env/index.js


var DEFAULT_PORTS = {
  ftp: 21,
  gopher: 70,
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
};

function parseUrl(urlString) {
  try {
    return new URL(urlString);
  } catch {
    return null;
  }
}

/**
 * @param {string|object|URL} url - The URL as a string or URL instance, or a
 *   compatible object (such as the result from legacy url.parse).
 * @return {string} The URL of the proxy that should handle the request to the
 *  given URL. If no proxy is set, this will be an empty string.
 */
function getProxyForUrl(url) {
  var parsedUrl = (typeof url === 'string' ? parseUrl(url) : url) || {};
  var proto = parsedUrl.protocol;
  var hostname = parsedUrl.host;
  var port = parsedUrl.port;
  if (typeof hostname !== 'string' || !hostname || typeof proto !== 'string') {
    return '';  // Don't proxy URLs without a valid scheme or host.
  }

  proto = proto.split(':', 1)[0];
  // Stripping ports in this way instead of using parsedUrl.hostname to make
  // sure that the brackets around IPv6 addresses are kept.
  hostname = hostname.replace(/:\d*$/, '');
  port = parseInt(port) || DEFAULT_PORTS[proto] || 0;
  if (!shouldProxy(hostname, port)) {
    return '';  // Don't proxy URLs that match NO_PROXY.
  }

  var proxy = getEnv(proto + '_proxy') || getEnv('all_proxy');
  if (proxy && proxy.indexOf('://') === -1) {
    // Missing scheme in proxy, default to the requested URL's scheme.
    proxy = proto + '://' + proxy;
  }
  return proxy;
}

/**
 * Determines whether a given URL should be proxied.
 *
 * @param {string} hostname - The host name of the URL.
 * @param {number} port - The effective port of the URL.
 * @returns {boolean} Whether the given URL should be proxied.
 * @private
 */
function shouldProxy(hostname, port) {
  var NO_PROXY = getEnv('no_proxy').toLowerCase();
  if (!NO_PROXY) {
    return true;  // Always proxy if NO_PROXY is not set.
  }
  if (NO_PROXY === '*') {
    return false;  // Never proxy if wildcard is set.
  }

  return NO_PROXY.split(/[,\s]/).every(function(proxy) {
    if (!proxy) {
      return true;  // Skip zero-length hosts.
    }
    var parsedProxy = proxy.match(/^(.+):(\d+)$/);
    var parsedProxyHostname = parsedProxy ? parsedProxy[1] : proxy;
    var parsedProxyPort = parsedProxy ? parseInt(parsedProxy[2]) : 0;
    if (parsedProxyPort && parsedProxyPort !== port) {
      return true;  // Skip if ports don't match.
    }

    if (!/^[.*]/.test(parsedProxyHostname)) {
      // No wildcards, so stop proxying if there is an exact match.
      return hostname !== parsedProxyHostname;
    }

    if (parsedProxyHostname.charAt(0) === '*') {
      // Remove leading wildcard.
      parsedProxyHostname = parsedProxyHostname.slice(1);
    }
    // Stop proxying if the hostname ends with the no_proxy host.
    return !hostname.endsWith(parsedProxyHostname);
  });
}

/**
 * Get the value for an environment variable.
 *
 * @param {string} key - The name of the environment variable.
 * @return {string} The value of the environment variable.
 * @private
 */
function getEnv(key) {
  return process.env[key.toLowerCase()] || process.env[key.toUpperCase()] || '';
}

;// CONCATENATED MODULE: ./src/registry/http.ts








const defaultLimits = { connect: 20_000, headers: 60_000, commit: 600_000, idle: 60_000 };
class TimeoutError extends Error {
    code = 'ETIMEDOUT';
    constructor(what, ms) {
        super(`${what} for ${ms / 1000} s`);
    }
}
/** The proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case; loopback is never reached by one. */
const proxyFor = (url) => {
    const proxy = (0,reference/* isLoopback */.U9)(url.hostname) ? '' : getProxyForUrl(url.href);
    return proxy === '' ? undefined : proxy;
};
const httpAgents = () => {
    const plain = new (external_node_http_default()).Agent({ keepAlive: true });
    // One context for all connections: each would spend milliseconds on making its own.
    const secure = new (external_node_https_default()).Agent({ keepAlive: true, secureContext: (0,external_node_tls_.createSecureContext)() });
    const proxied = new Map();
    const made = [plain, secure];
    const closing = new AbortController();
    (0,external_node_events_.setMaxListeners)(0, closing.signal);
    const through = async (proxy) => {
        const { HttpsProxyAgent } = await __nccwpck_require__.e(/* import() */ 643).then(__nccwpck_require__.bind(__nccwpck_require__, 5643));
        // Sockets that wait for the proxy are in no list of the agent.
        const agent = new HttpsProxyAgent(proxy, { keepAlive: true, signal: closing.signal });
        made.push(agent);
        return agent;
    };
    return {
        for: url => {
            const proxy = proxyFor(url);
            if (proxy === undefined)
                return Promise.resolve(url.protocol === 'http:' ? plain : secure);
            const agent = proxied.get(proxy) ?? through(proxy);
            proxied.set(proxy, agent);
            return agent;
        },
        close: () => {
            closing.abort();
            for (const agent of made)
                agent.destroy();
        },
        closed: () => closing.signal.aborted
    };
};
/** Calls `expire` when a phase outlasts its limit. */
const watch = (outgoing, limits, streamed, expire) => {
    let timer;
    let answered = false;
    const within = (ms, what) => {
        clearTimeout(timer);
        // An answer can overtake the end of the request; nothing is waited for then.
        if (answered)
            return;
        timer = setTimeout(() => {
            expire(new TimeoutError(what, ms));
        }, ms);
    };
    const stop = () => {
        clearTimeout(timer);
    };
    within(limits.connect, 'no connection');
    outgoing.once('socket', socket => {
        if (!socket.connecting)
            stop();
        else
            socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
    });
    outgoing.once('finish', () => {
        const limit = streamed ? limits.commit : limits.headers;
        within(limit, 'no answer');
        if (!answered)
            outgoing.setTimeout(limit);
    });
    outgoing.once('timeout', () => {
        if (!answered)
            expire(new TimeoutError('no data', limits.idle));
    });
    return () => {
        answered = true;
        stop();
    };
};
/** Sends a stream; what breaks it, or its end before its time, breaks the request. */
const feed = (outgoing, stream, fail) => {
    if (stream.destroyed || stream.readableEnded) {
        fail(stream.errored ?? new Error('the content was sent already'));
        return;
    }
    stream.once('error', fail);
    stream.once('close', () => {
        if (!stream.readableEnded)
            fail(stream.errored ?? new Error('the content ended before its time'));
    });
    stream.pipe(outgoing);
};
const exchange = (request, stream, agent, limits, trusted) => new Promise((resolve, reject) => {
    const { url, body } = request;
    const size = (0,registry_transport/* isStream */.rL)(body) ? body.size : body?.length;
    const outgoing = (url.protocol === 'http:' ? (external_node_http_default()) : (external_node_https_default())).request(url, {
        method: request.method,
        agent,
        timeout: limits.idle,
        headers: { ...request.headers, ...(size === undefined ? {} : { 'content-length': size }) },
        ...(trusted ? {} : { rejectUnauthorized: false })
    });
    let answered = false;
    // A request that has no socket yet (its proxy does not answer) does not tell that it was destroyed.
    const fail = (error) => {
        stop();
        if (answered)
            return;
        outgoing.destroy(error);
        stream?.destroy();
        reject((0,registry_errors/* connectionError */.$t)(request, error, outgoing.reusedSocket));
    };
    const stop = watch(outgoing, limits, stream !== undefined, fail);
    outgoing.on('error', fail);
    outgoing.once('proxyConnect', ({ statusCode }) => {
        if (statusCode !== 200)
            fail((0,registry_errors/* proxyError */.FV)(request, statusCode));
    });
    outgoing.once('response', incoming => {
        answered = true;
        stop();
        outgoing.setTimeout(limits.idle);
        outgoing.once('timeout', () => incoming.destroy(new TimeoutError('no data', limits.idle)));
        if (!outgoing.writableFinished) {
            // An answer that comes before the whole body was sent is a refusal: the rest is not wanted, and what stays
            // half sent cannot carry another request.
            stream?.unpipe(outgoing).destroy();
            incoming.once('close', () => outgoing.destroy());
        }
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming, url });
    });
    if (stream === undefined)
        outgoing.end((0,registry_transport/* isStream */.rL)(body) ? undefined : body);
    else
        feed(outgoing, stream, fail);
});
/** Requests over Node's own http and https, with connections kept for the next request, through the proxy if any. */
const httpTransport = ({ agents = httpAgents(), limits = defaultLimits, untrusted = new Set() } = {}) => {
    return async (request) => {
        const agent = await agents.for(request.url).catch((error) => {
            throw (0,registry_errors/* protocolError */.JW)(request, 'the address of the proxy cannot be used', 'Check HTTPS_PROXY and HTTP_PROXY (http://host:port).', error);
        });
        const stream = (0,registry_transport/* isStream */.rL)(request.body) && !agents.closed() ? await request.body.open() : undefined;
        try {
            // It may have taken its time.
            if (agents.closed())
                throw (0,registry_errors/* protocolError */.JW)(request, 'the connections are closed already');
            return await exchange(request, stream, agent, limits, !untrusted.has(request.url.host));
        }
        catch (error) {
            stream?.destroy();
            throw (0,registry_errors/* connectionError */.$t)(request, error);
        }
    };
};

// EXTERNAL MODULE: ./src/registry/scheme.ts
var registry_scheme = __nccwpck_require__(6728);
;// CONCATENATED MODULE: ./src/registry/redirects.ts



const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;
/** What identifies us to one origin must not reach another one. */
const withoutLogin = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !['authorization', 'cookie'].includes(name.toLowerCase())));
/**
 * Follows the redirects of reads: registries serve blobs from other hosts, by addresses that carry their own
 * signature. The login stays with the origin it is for.
 */
const withRedirects = (inner) => async (request) => {
    let current = request;
    for (let hops = 0;; hops++) {
        const response = await inner(current);
        const location = (0,registry_transport/* headerOf */.rR)(response, 'location');
        const reads = request.method === 'GET' || request.method === 'HEAD';
        if (!reads || !redirectStatuses.has(response.status) || location === undefined)
            return response.url.host === request.url.host ? response : { ...response, elsewhere: true };
        (0,registry_transport/* discard */.vf)(response);
        if (hops === mostRedirects)
            throw (0,registry_errors/* protocolError */.JW)(request, `more than ${mostRedirects} redirects`);
        if (!URL.canParse(location, response.url.href))
            throw (0,registry_errors/* protocolError */.JW)(request, 'a redirect to something that is no address');
        const next = new URL(location, response.url);
        if (!(0,registry_scheme/* isSafeStep */.e)(response.url, next)) {
            throw (0,registry_errors/* protocolError */.JW)(request, `a redirect from ${response.url.protocol}// to ${next.protocol}//${next.host}, which is not safe`);
        }
        const headers = next.origin === response.url.origin ? (current.headers ?? {}) : withoutLogin(current.headers ?? {});
        current = { ...request, url: next, headers };
    }
};

// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __nccwpck_require__(8825);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __nccwpck_require__(720);
// EXTERNAL MODULE: ./src/report/log.ts
var log = __nccwpck_require__(6472);
// EXTERNAL MODULE: ./src/registry/retry.ts
var retry = __nccwpck_require__(1521);
;// CONCATENATED MODULE: ./src/registry/tag-list.ts



/** A repository with more than that is not listed to its end: base images have some thousand tags. */
const mostTags = 100_000;
const mostPages = 100;
/** The next page of `Link: <…>; rel="next"` (RFC 8288; distribution spec, "Listing Tags"). */
const nextPage = (request, answer) => {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec((0,registry_transport/* headerOf */.rR)(answer, 'link') ?? '')?.[1];
    if (target === undefined)
        return undefined;
    if (!URL.canParse(target, request.url.href))
        throw (0,registry_errors/* protocolError */.JW)(request, 'its next page is at no address');
    const url = new URL(target, request.url);
    // A page elsewhere would be asked for without the login, and is none of this repository's.
    if (url.host !== request.url.host)
        throw (0,registry_errors/* protocolError */.JW)(request, `its next page is on another host, ${url.host}`);
    url.protocol = request.url.protocol;
    return url;
};
const tagsOf = (request, answer) => {
    let json;
    try {
        json = JSON.parse(Buffer.from(answer.bytes).toString('utf8'));
    }
    catch (cause) {
        throw (0,registry_errors/* protocolError */.JW)(request, 'the registry did not answer with JSON', undefined, cause);
    }
    // Distribution writes null when the last tag is gone.
    const tags = json?.tags ?? [];
    if (!Array.isArray(tags))
        throw (0,registry_errors/* protocolError */.JW)(request, 'the registry answered without a list of tags');
    return tags.filter((tag) => typeof tag === 'string' && (0,reference/* isTag */.dz)(tag));
};
/**
 * All tags of a repository; none where it does not exist.
 *
 * @throws RegistryError when the registry does not list them
 */
const listTags = async (repository, scope, exchange) => {
    let tags = [];
    let url = new URL(`https://${(0,reference/* apiHost */.nz)(repository.registry)}/v2/${repository.path}/tags/list?n=1000`);
    for (let page = 0; url !== undefined; page++) {
        const request = {
            method: 'GET',
            url,
            scopes: [scope],
            doing: `listing the tags of ${(0,reference/* formatRepository */.Sh)(repository)}`
        };
        if (page === mostPages)
            throw (0,registry_errors/* protocolError */.JW)(request, `it has more than ${mostPages} pages of tags`);
        const answer = await exchange(request);
        if (answer.status === 404 && page === 0)
            return [];
        if (!(0,registry_transport/* isSuccess */.oJ)(answer))
            throw (0,registry_errors/* answerError */.n)(request, answer);
        tags = tags.concat(tagsOf(request, answer));
        if (tags.length > mostTags)
            throw (0,registry_errors/* protocolError */.JW)(request, `it has more than ${mostTags} tags`);
        url = nextPage(request, answer);
    }
    return tags;
};

// EXTERNAL MODULE: ./src/registry/blobs.ts
var registry_blobs = __nccwpck_require__(5079);
;// CONCATENATED MODULE: ./src/registry/repository.ts











const separatorOf = (identifier) => ((0,oci_digest/* isDigest */.Bc)(identifier) ? '@' : ':');
/** Codes for "a part is not there", which a registry may say of what was written a moment ago. */
const laggingCodes = new Set(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN']);
/** The digest that the registry gives the content; undefined where it says none. */
const declaredDigest = (answer) => {
    const header = (0,registry_transport/* headerOf */.rR)(answer, 'docker-content-digest');
    return (0,oci_digest/* isDigest */.Bc)(header) ? header : undefined;
};
const typeOf = (answer) => ((0,registry_transport/* headerOf */.rR)(answer, 'content-type') ?? '').split(';')[0]?.trim() ?? '';
/** A 404 of a registry means "absent"; one with a web page comes from something else. */
const isAbsent = (answer) => answer.status === 404 && typeOf(answer) !== 'text/html';
/**
 * Opens a repository.
 *
 * All methods reject with a RegistryError that names the reference, the reason and the remedy.
 */
const openRepository = (repository, rights, connection, policy) => {
    const name = (0,reference/* formatRepository */.Sh)(repository);
    const { exchange } = connection;
    const askOnce = (0,retry/* once */.Oo)(connection.transport);
    const scope = `repository:${repository.path}:${rights}`;
    const scopes = [scope];
    const urlOf = (kind, identifier) => new URL(`https://${(0,reference/* apiHost */.nz)(repository.registry)}/v2/${repository.path}/${kind}/${identifier}`);
    const manifestRequest = (method, identifier) => ({
        method,
        url: urlOf('manifests', identifier),
        headers: { accept: media_types/* acceptedManifests */.My },
        scopes,
        doing: `reading ${name}${separatorOf(identifier)}${identifier}`
    });
    const checkDigest = (request, answer, wanted) => {
        const declared = declaredDigest(answer);
        for (const digest of [wanted, declared]) {
            if (digest !== undefined && !(0,oci_digest/* matchesDigest */._j)(answer.bytes, digest)) {
                throw (0,registry_errors/* protocolError */.JW)(request, `the content is not what its digest ${digest} says (${answer.bytes.length} bytes came)`, 'Something between here and the registry changes or cuts the content: a proxy, a mirror, or a broken storage.');
            }
        }
        return wanted ?? declared ?? (0,oci_digest/* digestOf */.ol)(answer.bytes);
    };
    const readable = (request, parse) => {
        try {
            return parse();
        }
        catch (error) {
            if (error instanceof oci_document/* DocumentError */.Mi) {
                const remedy = 'Build and push the image again; look whether something on the way changes it.';
                throw (0,registry_errors/* protocolError */.JW)(request, (0,log/* printable */.g)(error.message), remedy, error);
            }
            throw error;
        }
    };
    /** What is read by digest never changes: it is read once. */
    const contents = new Map();
    const content = async (identifier) => {
        const known = contents.get(identifier);
        if (known !== undefined)
            return known;
        const reading = fetch(identifier);
        if ((0,oci_digest/* isDigest */.Bc)(identifier))
            contents.set(identifier, reading);
        const found = await reading;
        if (found !== undefined)
            contents.set(found.digest, reading);
        return found;
    };
    const get = async (identifier) => {
        const found = await content(identifier);
        return found === undefined ? undefined : readable(manifestRequest('GET', identifier), () => (0,oci_document/* parseDocument */.Tp)(found));
    };
    const fetch = async (identifier, ask = exchange) => {
        const request = manifestRequest('GET', identifier);
        const answer = await ask(request);
        if (isAbsent(answer))
            return undefined;
        if (!(0,registry_transport/* isSuccess */.oJ)(answer))
            throw (0,registry_errors/* answerError */.n)(request, answer);
        if (typeOf(answer) === 'text/html') {
            throw (0,registry_errors/* protocolError */.JW)(request, `${answer.url.host} answered with a web page`, "It does not answer as a registry does: check the host in the input 'image'.");
        }
        const digest = checkDigest(request, answer, (0,oci_digest/* isDigest */.Bc)(identifier) ? identifier : undefined);
        return { bytes: answer.bytes, mediaType: typeOf(answer), digest };
    };
    const headBy = async (identifier, ask, read) => {
        const request = manifestRequest('HEAD', identifier);
        const answer = await ask(request);
        if (isAbsent(answer))
            return undefined;
        if (!(0,registry_transport/* isSuccess */.oJ)(answer))
            throw (0,registry_errors/* answerError */.n)(request, answer);
        // Some registries leave the digest out of a HEAD.
        return declaredDigest(answer) ?? (await read(identifier))?.digest;
    };
    const head = identifier => headBy(identifier, exchange, content);
    const configs = new Map();
    /** Configs as they came: a copy has no need to read them again. */
    const configBytes = new Map();
    const config = manifest => {
        const reading = configs.get(manifest.config.digest) ?? fetchConfig(manifest);
        configs.set(manifest.config.digest, reading);
        return reading;
    };
    const fetchConfig = async (manifest) => {
        const { digest } = manifest.config;
        const request = {
            method: 'GET',
            url: urlOf('blobs', digest),
            scopes,
            doing: `reading the config of ${name}@${manifest.digest}`
        };
        const answer = await exchange(request);
        if (!(0,registry_transport/* isSuccess */.oJ)(answer))
            throw (0,registry_errors/* answerError */.n)(request, answer);
        checkDigest(request, answer, digest);
        configBytes.set(digest, answer.bytes);
        return readable(request, () => (0,oci_document/* parseConfig */.o4)(answer.bytes));
    };
    const put = (identifier, written) => {
        const request = {
            method: 'PUT',
            url: urlOf('manifests', identifier),
            headers: { 'content-type': written.mediaType },
            body: written.bytes,
            scopes,
            doing: `writing ${name}${separatorOf(identifier)}${identifier}`
        };
        const write = async () => {
            const answer = await exchange(request);
            if (!(0,registry_transport/* isSuccess */.oJ)(answer))
                throw (0,registry_errors/* answerError */.n)(request, answer, laggingCodes);
            const declared = declaredDigest(answer);
            if (declared !== undefined && declared !== written.digest) {
                throw (0,registry_errors/* protocolError */.JW)(request, `the registry took it as ${declared}, but it is ${written.digest}`);
            }
        };
        // An immutable tag cannot be written twice: what has been done must be seen.
        const isDone = async () => (await headBy(identifier, askOnce, other => fetch(other, askOnce))) === written.digest;
        return (0,retry/* writing */.dV)(policy, write, isDone);
    };
    const blobs = (0,registry_blobs/* openBlobs */.d)(repository, scope, connection, policy);
    const open = (descriptor, moved) => {
        const bytes = configBytes.get(descriptor.digest);
        // Where the size is a lie the registry's content is compared with it, as that of every other blob.
        if (bytes?.length !== descriptor.size)
            return blobs.open(descriptor, moved);
        moved(bytes.length);
        return Promise.resolve(external_node_stream_.Readable.from([Buffer.from(bytes)]));
    };
    return {
        repository,
        blobs: { ...blobs, open },
        get,
        content,
        head,
        config,
        tags: () => listTags(repository, scope, exchange),
        put
    };
};

;// CONCATENATED MODULE: ./src/registry/client.ts











const registryClient = ({ credentials, log, tries, insecure, limits = defaultLimits, sleep = promises_.setTimeout }) => {
    const agents = httpAgents();
    const policy = { tries, log, sleep, random: Math.random, over: agents.closed };
    const http = (0,registry_transport/* withUserAgent */.fM)('win-multiarch')(httpTransport({ agents, limits, untrusted: insecure }));
    const transport = withRedirects((0,registry_scheme/* withScheme */.G)(insecure)(http));
    const authenticate = withAuth({ credentials, log });
    const connections = new Map();
    const connect = (registry) => {
        const known = connections.get(registry);
        if (known !== undefined)
            return known;
        const authenticated = authenticate(registry)(transport);
        const connection = { exchange: (0,retry/* withRetry */.bD)(policy)(withLimit((0,retry/* once */.Oo)(authenticated))), transport: authenticated };
        connections.set(registry, connection);
        return connection;
    };
    const clients = new Map();
    const open = (repository, rights) => {
        const key = `${(0,reference/* formatRepository */.Sh)(repository)} ${rights}`;
        const client = clients.get(key) ?? openRepository(repository, rights, connect(repository.registry), policy);
        clients.set(key, client);
        return client;
    };
    return {
        policy,
        open,
        ...copier({ policy, log }),
        close: agents.close
    };
};

// EXTERNAL MODULE: ./src/report/runner.ts
var runner = __nccwpck_require__(7650);
;// CONCATENATED MODULE: ./src/report/result.ts

/** The runner refuses a larger summary as a whole. */
const largestSummary = 1024 * 1024;
const withinLimit = (summary) => {
    const note = '\n\n(cut: a step summary may have 1 MiB)\n';
    const bytes = Buffer.from(summary);
    return bytes.length < largestSummary
        ? summary
        : bytes.subarray(0, largestSummary - note.length - 4).toString('utf8') + note;
};
/** Hands a result to the runner. */
const report = ({ outputs, summary }) => {
    for (const [name, value] of Object.entries(outputs))
        (0,runner/* setOutput */.uH)(name, value);
    (0,runner/* addSummary */.S0)(withinLimit(summary));
};

;// CONCATENATED MODULE: ./src/main.ts








/** Few Docker configs have a helper, and starting programs takes loading. */
const askHelper = async (helper, server) => {
    const { credentialHelper } = await __nccwpck_require__.e(/* import() */ 219).then(__nccwpck_require__.bind(__nccwpck_require__, 6219));
    return credentialHelper(process.env, log/* actionsLog */._)(helper, server);
};
/** Works with registries as the inputs say; no connection outlives the work. */
const withRegistries = async ({ login, tries, insecure }, work) => {
    const ofDocker = dockerCredentials({ env: process.env, log: log/* actionsLog */._, askHelper });
    const credentials = login === undefined ? ofDocker : inputCredentials(login, ofDocker, log/* actionsLog */._);
    const registry = registryClient({ credentials, log: log/* actionsLog */._, tries, insecure });
    try {
        return await work(registry);
    }
    finally {
        registry.close();
    }
};
const state = { isPost: 'isPost', config: 'docker-config', container: 'docker-container' };
const leaveBehind = (directory) => {
    (0,runner/* saveState */.LZ)(state.config, directory);
};
const leaveContainer = (name) => {
    (0,runner/* saveState */.LZ)(state.container, name);
};
/** Each mode loads its own rooms: the fan-in never waits for what only a build needs. */
const runners = {
    build: async (read, context) => {
        const [{ readBuildInputs }, { build }, { withLogin }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(996)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4996)),
            Promise.all(/* import() */[__nccwpck_require__.e(535), __nccwpck_require__.e(839), __nccwpck_require__.e(607), __nccwpck_require__.e(128)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6128)),
            __nccwpck_require__.e(/* import() */ 28).then(__nccwpck_require__.bind(__nccwpck_require__, 8028))
        ]);
        const inputs = readBuildInputs(read, context);
        inputs.notices.forEach(log/* actionsLog */._.notice);
        return withRegistries(inputs.registry, registry => withLogin(inputs.registry.login, leaveBehind, docker => build(inputs, { docker, registry, log: log/* actionsLog */._, leaveContainer })));
    },
    manifest: async (read, context) => {
        const [{ readManifestInputs }, { manifest }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(605)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2605)),
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(797), __nccwpck_require__.e(391)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7391))
        ]);
        const inputs = await readManifestInputs(read, context);
        inputs.notices.forEach(log/* actionsLog */._.notice);
        return withRegistries(inputs.registry, registry => manifest(inputs, { registry, log: log/* actionsLog */._ }));
    },
    rebase: async (read, context) => {
        const [{ readRebaseInputs }, { rebase }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(237)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5237)),
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(797), __nccwpck_require__.e(865)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9865))
        ]);
        const inputs = readRebaseInputs(read, context);
        return withRegistries(inputs.registry, registry => rebase(inputs, { registry, log: log/* actionsLog */._ }));
    },
    assemble: async (read, context) => {
        const [{ readAssembleInputs }, { assemble }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(417)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6417)),
            __nccwpck_require__.e(/* import() */ 186).then(__nccwpck_require__.bind(__nccwpck_require__, 2186))
        ]);
        const inputs = readAssembleInputs(read, context);
        inputs.notices.forEach(log/* actionsLog */._.notice);
        return withRegistries(inputs.registry, registry => assemble(inputs, { registry, log: log/* actionsLog */._ }));
    },
    check: async (read, context) => {
        const [{ readCheckInputs }, { check }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(513)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7513)),
            Promise.all(/* import() */[__nccwpck_require__.e(797), __nccwpck_require__.e(368)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8368))
        ]);
        const inputs = readCheckInputs(read, context);
        return withRegistries(inputs.registry, registry => check(inputs, { registry, log: log/* actionsLog */._ }));
    },
    plan: async (read) => {
        const [{ readPlanInputs }, { plan }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(786)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7786)), __nccwpck_require__.e(/* import() */ 458).then(__nccwpck_require__.bind(__nccwpck_require__, 2458))]);
        const inputs = readPlanInputs(read);
        inputs.notices.forEach(log/* actionsLog */._.notice);
        return plan(inputs, log/* actionsLog */._, new Date());
    }
};
/** Whether this is the post step, which the runner starts with what the main step has left. */
const isPost = () => (0,runner/* getState */.Gu)(state.isPost) !== '';
/** Removes what a main step that was cancelled could not remove itself. */
const cleanUp = async () => {
    const [container, directory] = [(0,runner/* getState */.Gu)(state.container), (0,runner/* getState */.Gu)(state.config)];
    if (container !== '') {
        const [{ dockerCli }, { removeContainer }] = await Promise.all([
            __nccwpck_require__.e(/* import() */ 234).then(__nccwpck_require__.bind(__nccwpck_require__, 3234)),
            Promise.all(/* import() */[__nccwpck_require__.e(535), __nccwpck_require__.e(607)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8607))
        ]);
        // Where docker is gone, so is the container; a post step has nothing left to fail for.
        await removeContainer(dockerCli({}), container).catch((error) => {
            log/* actionsLog */._.debug(String(error));
        });
    }
    if (directory !== '') {
        const { rm } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1455, 23));
        await rm(directory, { recursive: true, force: true });
    }
};
/** Runs the step: inputs, mode, outputs. The one place where errors end. */
const run = async () => {
    (0,runner/* saveState */.LZ)(state.isPost, 'true');
    try {
        const read = (0,reader/* inputReader */.c)(runner/* getInput */.V4);
        const mode = readMode(read);
        const result = await runners[mode](read, readContext(process.env));
        report(result);
        if (result.failure !== undefined)
            (0,runner/* setFailed */.C1)(result.failure);
    }
    catch (error) {
        (0,runner/* setFailed */.C1)(error instanceof Error ? error.message : String(error));
        for (let cause = error; cause instanceof Error; cause = cause.cause)
            log/* actionsLog */._.debug(cause.stack ?? cause.message);
    }
};


/***/ }),

/***/ 8825:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   Og: () => (/* binding */ hashFor),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   _j: () => (/* binding */ matchesDigest),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const pattern = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const isDigest = (text) => typeof text === 'string' && pattern.test(text);
/** The sha256 digest of the bytes: the identity of whatever we write. */
const digestOf = (bytes) => `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
/** A running hash of the algorithm that the digest names, for content that comes in pieces. */
const hashFor = (digest) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(digest.startsWith('sha512:') ? 'sha512' : 'sha256');
/** Whether the bytes are what the digest says. */
const matchesDigest = (bytes, digest) => `${digest.split(':')[0] ?? ''}:${hashFor(digest).update(bytes).digest('hex')}` === digest;
/** The first 12 hex digits, as docker shows them. */
const shortDigest = (digest) => digest.slice(digest.indexOf(':') + 1).slice(0, 12);


/***/ }),

/***/ 720:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Mi: () => (/* binding */ DocumentError),
/* harmony export */   Tp: () => (/* binding */ parseDocument),
/* harmony export */   Uz: () => (/* binding */ platformJson),
/* harmony export */   ft: () => (/* binding */ writeDocument),
/* harmony export */   mh: () => (/* binding */ descriptorJson),
/* harmony export */   o4: () => (/* binding */ parseConfig)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8825);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1691);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9217);



/** Bytes from a registry that are not what they should be; `what` is wrong in which member. */
class DocumentError extends Error {
    name = 'DocumentError';
}
/** Lists of that many entries are no lists of images; nothing here should run long on one. */
const maxEntries = 10_000;
const fail = (where, expected) => {
    throw new DocumentError(`${where} is not ${expected}`);
};
const object = (value, where) => ((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(value) ? value : fail(where, 'an object'));
const array = (value, where) => {
    if (!Array.isArray(value))
        return fail(where, 'a list');
    if (value.length > maxEntries)
        throw new DocumentError(`${where} has more than ${maxEntries} entries`);
    return value;
};
/** An optional list; Go writers may leave out what is empty, or write null. */
const optionalArray = (value, where) => array(value ?? [], where);
const string = (value, where) => typeof value === 'string' && value !== '' ? value : fail(where, 'a text');
/** An optional text; Go writers leave empty members out or write them as "". */
const optional = (value, where) => value === undefined || value === null || value === '' ? undefined : string(value, where);
const strings = (value, where) => array(value, where).map((item, index) => string(item, `${where}[${index}]`));
const stringMap = (value, where) => {
    if (value === undefined || value === null)
        return {};
    const entries = Object.entries(object(value, where));
    for (const [key, item] of entries)
        if (typeof item !== 'string')
            fail(`${where}['${key}']`, 'a text');
    return Object.fromEntries(entries);
};
const size = (value, where) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, 'a size in bytes');
const digest = (value, where) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value) ? value : fail(where, 'a digest (sha256: and 64 hexadecimal digits)');
/** The members that a platform and an image config have in common, under the names that both use. */
const platformMembers = (value, where) => {
    const os = optional(value.os, `${where}.os`);
    const architecture = optional(value.architecture, `${where}.architecture`);
    const variant = optional(value.variant, `${where}.variant`);
    const osVersion = optional(value['os.version'], `${where}['os.version']`);
    const features = value['os.features'] ?? undefined;
    const osFeatures = features === undefined ? [] : strings(features, `${where}['os.features']`);
    return {
        ...(os === undefined ? {} : { os }),
        ...(architecture === undefined ? {} : { architecture }),
        ...(variant === undefined ? {} : { variant }),
        ...(osVersion === undefined ? {} : { osVersion }),
        ...(osFeatures.length === 0 ? {} : { osFeatures })
    };
};
const platform = (value, where) => {
    const members = platformMembers(object(value, where), where);
    return {
        ...members,
        os: string(members.os, `${where}.os`),
        architecture: string(members.architecture, `${where}.architecture`)
    };
};
const descriptor = (value, where) => {
    const json = object(value, where);
    const annotations = stringMap(json.annotations, `${where}.annotations`);
    const artifactType = optional(json.artifactType, `${where}.artifactType`);
    return {
        mediaType: string(json.mediaType, `${where}.mediaType`),
        digest: digest(json.digest, `${where}.digest`),
        size: size(json.size, `${where}.size`),
        // Go writers may leave an empty platform where there is none.
        ...((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u)(json.platform) && json.platform.os !== ''
            ? { platform: platform(json.platform, `${where}.platform`) }
            : {}),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(Array.isArray(json.urls) && json.urls.length > 0 ? { urls: strings(json.urls, `${where}.urls`) } : {}),
        written: json
    };
};
const historyEntry = (value, where) => {
    const json = object(value, where);
    const comment = optional(json.comment, `${where}.comment`);
    return {
        createdBy: optional(json.created_by, `${where}.created_by`) ?? '',
        ...(comment === undefined ? {} : { comment }),
        hasLayer: json.empty_layer !== true
    };
};
const parseJson = (bytes, what) => {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    }
    catch (cause) {
        throw new DocumentError(`the ${what} is not JSON`, { cause });
    }
    const json = object(value, `the ${what}`);
    checkDepth(json, what, 0);
    return json;
};
/** Real documents are some ten levels deep; what is much deeper would exhaust the stack when it is written again. */
const deepest = 100;
const checkDepth = (value, what, depth) => {
    if (typeof value !== 'object' || value === null)
        return;
    if (depth === deepest)
        throw new DocumentError(`the ${what} is more than ${deepest} levels deep`);
    for (const item of Object.values(value))
        checkDepth(item, what, depth + 1);
};
/**
 * Reads a manifest or an index of one of the four known media types.
 *
 * @throws DocumentError when the bytes are not of the media type that they came with, or lack what the type requires.
 */
const parseDocument = (content) => {
    const { mediaType } = content;
    if (!(0,_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isIndexType */ .$U)(mediaType) && !(0,_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isManifestType */ .Q3)(mediaType)) {
        const schema1 = mediaType.startsWith('application/vnd.docker.distribution.manifest.v1');
        throw new DocumentError(schema1
            ? 'it is a schema 1 manifest, which Docker gave up in 2019: push the image again with a current engine'
            : `its media type '${mediaType}' is neither an image manifest nor a list of them`);
    }
    const json = parseJson(content.bytes, 'manifest');
    const declared = json.mediaType;
    // A document that claims another type than the one it is served as can be read in two ways (CVE-2021-41190).
    if (declared !== undefined && declared !== mediaType) {
        throw new DocumentError(`it is served as '${mediaType}' but calls itself ${JSON.stringify(declared)}`);
    }
    if (json.schemaVersion !== 2)
        fail('schemaVersion', '2');
    const annotations = stringMap(json.annotations, 'annotations');
    if ((0,_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isIndexType */ .$U)(mediaType)) {
        if ('layers' in json || 'config' in json)
            throw new DocumentError('it is an index with the members of a manifest');
        const manifests = array(json.manifests, 'manifests').map((item, i) => descriptor(item, `manifests[${i}]`));
        return { ...content, kind: 'index', manifests, annotations };
    }
    if ('manifests' in json)
        throw new DocumentError('it is a manifest with the members of an index');
    return {
        ...content,
        kind: 'manifest',
        config: descriptor(json.config, 'config'),
        layers: array(json.layers, 'layers').map((item, i) => descriptor(item, `layers[${i}]`)),
        annotations
    };
};
/**
 * Reads an image config.
 *
 * @throws DocumentError when the bytes are no image config.
 */
const parseConfig = (bytes) => {
    const json = parseJson(bytes, 'image config');
    const [config, rootfs] = [json.config ?? {}, json.rootfs ?? {}];
    const created = optional(json.created, 'config.created');
    return {
        platform: platformMembers(json, 'config'),
        labels: stringMap(object(config, 'config.config').Labels, 'config.config.Labels'),
        diffIds: optionalArray(object(rootfs, 'config.rootfs').diff_ids, 'config.rootfs.diff_ids').map((item, i) => digest(item, `config.rootfs.diff_ids[${i}]`)),
        history: optionalArray(json.history, 'config.history').map((item, i) => historyEntry(item, `config.history[${i}]`)),
        ...(created === undefined ? {} : { created }),
        json
    };
};
/** The platform as JSON, in the order that the specification lists the members. */
const platformJson = (value) => ({
    architecture: value.architecture,
    os: value.os,
    ...(value.osVersion === undefined ? {} : { 'os.version': value.osVersion }),
    ...(value.osFeatures === undefined ? {} : { 'os.features': value.osFeatures }),
    ...(value.variant === undefined ? {} : { variant: value.variant })
});
/** The descriptor as JSON, in the order that docker writes the members. */
const descriptorJson = (value) => ({
    mediaType: value.mediaType,
    size: value.size,
    digest: value.digest,
    ...(value.platform === undefined ? {} : { platform: platformJson(value.platform) }),
    ...(value.annotations === undefined ? {} : { annotations: value.annotations }),
    ...(value.artifactType === undefined ? {} : { artifactType: value.artifactType }),
    ...(value.urls === undefined ? {} : { urls: value.urls })
});
/** Content made of JSON, set as docker sets it. The same JSON gives the same bytes. */
const writeDocument = (mediaType, json) => {
    const bytes = new TextEncoder().encode(JSON.stringify(json, undefined, 3));
    return { bytes, mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes) };
};


/***/ }),

/***/ 5325:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ keepAttachments),
/* harmony export */   Xh: () => (/* binding */ buildIndex),
/* harmony export */   s5: () => (/* binding */ isAttachment)
/* harmony export */ });
/* unused harmony export subjectOf */
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(720);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9217);
/* harmony import */ var _refused_error_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9270);



/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest';
const referenceType = 'vnd.docker.reference.type';
/** Whether a list's descriptor is something about an image, not an image (BuildKit's attestation storage). */
const isAttachment = ({ annotations, platform }) => annotations?.[referenceType] !== undefined || (platform?.os === 'unknown' && platform.architecture === 'unknown');
/** The image that an attachment is about. */
const subjectOf = ({ annotations }) => annotations?.[referenceDigest];
/** Attachments travel only with the image that they are about. */
const keepAttachments = (attachments, entries) => {
    const listed = new Set(entries.map(({ descriptor }) => descriptor.digest));
    const wanted = attachments.filter(attachment => listed.has(subjectOf(attachment)));
    const kept = wanted.filter((one, index) => wanted.findIndex(({ digest }) => digest === one.digest) === index);
    return { kept, dropped: attachments.filter(({ digest }) => !kept.some(other => other.digest === digest)) };
};
const chooseType = ({ entries, attachments, type, annotations }) => {
    const foreign = [...entries.map(({ descriptor }) => descriptor), ...attachments].find(({ mediaType }) => !(0,_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .isDockerType */ .$F)(mediaType));
    const annotated = Object.keys(annotations).length > 0;
    if (type === 'docker') {
        if (foreign !== undefined)
            throw new _refused_error_js__WEBPACK_IMPORTED_MODULE_2__/* .RefusedError */ .f([
                `Input 'media-type': a Docker list cannot hold ${foreign.digest}, which is of the type ${foreign.mediaType}. Leave the input out, or give 'oci'.`
            ]);
        if (annotated)
            throw new _refused_error_js__WEBPACK_IMPORTED_MODULE_2__/* .RefusedError */ .f([
                "Input 'annotations': a Docker list cannot hold annotations. Leave 'media-type' out, or give 'oci'."
            ]);
    }
    const docker = type === 'docker' || (type === 'auto' && foreign === undefined && !annotated);
    return docker ? _media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.dockerList : _media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.ociIndex;
};
/**
 * Writes the list (image-spec image-index.md; distribution's manifest list). The same parts give the same bytes.
 *
 * @throws RefusedError when the media type asked for cannot hold the parts
 */
const buildIndex = (parts) => {
    const mediaType = chooseType(parts);
    const images = parts.entries.map(({ descriptor, platform }) => (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)({
        mediaType: descriptor.mediaType,
        size: descriptor.size,
        digest: descriptor.digest,
        platform,
        ...(descriptor.annotations === undefined || mediaType === _media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaTypes */ .Ib.dockerList
            ? {}
            : { annotations: descriptor.annotations })
    }));
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .writeDocument */ .ft)(mediaType, {
        schemaVersion: 2,
        mediaType,
        manifests: [...images, ...parts.attachments.map(({ written, ...rest }) => written ?? (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .descriptorJson */ .mh)(rest))],
        ...(Object.keys(parts.annotations).length === 0 ? {} : { annotations: parts.annotations })
    });
};


/***/ }),

/***/ 1691:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ isRecord)
/* harmony export */ });
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);


/***/ }),

/***/ 7774:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ baseLabels),
/* harmony export */   J0: () => (/* binding */ imageLabels),
/* harmony export */   l3: () => (/* binding */ labelNames)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2148);

/** Names of labels (image-spec annotations.md, "Pre-Defined Annotation Keys"). */
const labelNames = {
    revision: 'org.opencontainers.image.revision',
    version: 'org.opencontainers.image.version',
    created: 'org.opencontainers.image.created',
    source: 'org.opencontainers.image.source',
    url: 'org.opencontainers.image.url',
    title: 'org.opencontainers.image.title',
    licenses: 'org.opencontainers.image.licenses',
    baseName: 'org.opencontainers.image.base.name',
    baseDigest: 'org.opencontainers.image.base.digest'
};
/** How an image says what it is built on: the reference by its tag, and what it stood for (annotations.md, base.name). */
const baseLabels = (reference, digest) => {
    const { digest: pinned, ...named } = reference;
    return {
        [labelNames.baseName]: (0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedReference */ .AC)(named.tag === undefined ? reference : named),
        [labelNames.baseDigest]: digest
    };
};
/** Of a base's labels these would tell lies of the image that is built on it. */
const misleading = [labelNames.version, labelNames.baseName, labelNames.baseDigest];
/**
 * The labels to build an image with. What it would inherit wrongly from its base is emptied, since a build cannot
 * remove a label.
 */
const imageLabels = ({ revision, base, usual, given, written }) => {
    const own = Object.entries(usual).map(([name, value]) => [labelNames[name], value]);
    const inherited = misleading.filter(name => base?.labels[name] !== undefined).map(name => [name, '']);
    return {
        ...Object.fromEntries([...inherited, ...own].filter(([name]) => !written.has(name))),
        ...given,
        ...(base === undefined ? {} : { [labelNames.baseName]: base.name, [labelNames.baseDigest]: base.digest ?? '' }),
        [labelNames.revision]: revision
    };
};


/***/ }),

/***/ 9217:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ isDockerType),
/* harmony export */   $U: () => (/* binding */ isIndexType),
/* harmony export */   Ib: () => (/* binding */ mediaTypes),
/* harmony export */   My: () => (/* binding */ acceptedManifests),
/* harmony export */   Q3: () => (/* binding */ isManifestType),
/* harmony export */   sJ: () => (/* binding */ isForeignLayer),
/* harmony export */   v5: () => (/* binding */ layerTypeIn)
/* harmony export */ });
/** The media types of manifests and what they hold (image-spec media-types.md; distribution's schema 2). */
const mediaTypes = {
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
    ociManifest: 'application/vnd.oci.image.manifest.v1+json',
    ociIndex: 'application/vnd.oci.image.index.v1+json'
};
/** Asked for in every read of a manifest: registries convert or refuse what the client does not accept. */
const acceptedManifests = Object.values(mediaTypes).join(', ');
const isIndexType = (mediaType) => mediaType === mediaTypes.dockerList || mediaType === mediaTypes.ociIndex;
const isManifestType = (mediaType) => mediaType === mediaTypes.dockerManifest || mediaType === mediaTypes.ociManifest;
/** Docker's own types, which a Docker manifest list may hold; everything else asks for an OCI index. */
const isDockerType = (mediaType) => mediaType.startsWith('application/vnd.docker.');
/**
 * Whether a layer is fetched from its `urls` and not from the registry that names it: Windows base layers of before
 * June 2023 (image-spec layer.md, "Non-Distributable Layers").
 */
const isForeignLayer = ({ mediaType, urls }) => /\.foreign\.|\.nondistributable\./.test(mediaType) && urls !== undefined && urls.length > 0;
/** What the layers of a Docker image and of an OCI image have in common, by their names in the two families. */
const layerNames = [
    ['application/vnd.docker.image.rootfs.diff.tar', 'application/vnd.oci.image.layer.v1.tar'],
    ['application/vnd.docker.image.rootfs.foreign.diff.tar', 'application/vnd.oci.image.layer.nondistributable.v1.tar']
];
/** The type of a layer in the family of a manifest: `….tar.gzip` in Docker's is `….tar+gzip` in OCI's. */
const layerTypeIn = (manifestType, layerType) => {
    const [, name = '', compression = ''] = /^(.*?)(?:[.+](gzip|zstd))?$/.exec(layerType) ?? [];
    const names = layerNames.find(pair => pair.includes(name));
    if (names === undefined)
        return layerType;
    const docker = isDockerType(manifestType);
    return `${names[docker ? 0 : 1]}${compression === '' ? '' : `${docker ? '.' : '+'}${compression}`}`;
};


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ qualifiedReference),
/* harmony export */   AF: () => (/* binding */ ReferenceError),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   Ow: () => (/* binding */ isLoopbackAddress),
/* harmony export */   RB: () => (/* binding */ sameRepository),
/* harmony export */   SU: () => (/* binding */ parseRepository),
/* harmony export */   Sh: () => (/* binding */ formatRepository),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   V6: () => (/* binding */ registryOfHost),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   ep: () => (/* binding */ readableReference),
/* harmony export */   nz: () => (/* binding */ apiHost),
/* harmony export */   xP: () => (/* binding */ identifierOf)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8825);

/** A text is no image reference; the message says in which way. */
class ReferenceError extends Error {
    name = 'ReferenceError';
}
/** Docker Hub's other names: the historic one of the index and the host that serves the API. */
const hubAliases = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);
// The grammar of distribution/reference (regexp.go).
const component = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const host = /^(?:\[[a-fA-F0-9:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]+)?$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const maxPath = 255;
const isTag = (text) => tagPattern.test(text);
/** Docker takes the first component as a host when it looks like one (distribution/reference normalize.go). */
const looksLikeHost = (first) => first.includes('.') || first.includes(':') || first === 'localhost' || first.toLowerCase() !== first;
const fail = (text, why) => {
    throw new ReferenceError(`'${text}' is not an image reference: ${why}`);
};
const splitRegistry = (name) => {
    const slash = name.indexOf('/');
    const first = slash < 0 ? '' : name.slice(0, slash);
    if (slash < 0 || !looksLikeHost(first))
        return { registry: 'docker.io', path: name };
    return { registry: first, path: name.slice(slash + 1) };
};
const checkPath = (text, path) => {
    if (path === '')
        fail(text, 'it names no repository');
    if (/[A-Z]/.test(path))
        fail(text, 'a repository is written in lower case');
    for (const part of path.split('/')) {
        if (part === '')
            fail(text, "it has an empty part between two '/' or at an end");
        if (!component.test(part)) {
            fail(text, `'${part}' may hold only a-z and 0-9, joined by '.', '_', '__' or '-'`);
        }
    }
    if (path.length > maxPath)
        fail(text, `its name is longer than ${maxPath} characters`);
};
/**
 * Reads an image reference by the grammar of distribution/reference, with Docker Hub's defaults: `app` is
 * `docker.io/library/app`. No tag is assumed where none is written.
 *
 * @throws ReferenceError that says what is wrong with the text.
 */
const parseReference = (text) => {
    if (text === '')
        fail(text, 'it is empty');
    if (/\s/.test(text))
        fail(text, 'it holds white space');
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        fail(text, "leave out the scheme (write 'host/name', not 'https://host/name')");
    const at = text.indexOf('@');
    const digest = at < 0 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest)) {
        return fail(text, `'${digest}' is not a digest (sha256: and 64 hexadecimal digits in lower case)`);
    }
    const named = at < 0 ? text : text.slice(0, at);
    const colon = named.lastIndexOf(':');
    const tagged = colon > named.lastIndexOf('/');
    const tag = tagged ? named.slice(colon + 1) : undefined;
    if (tag !== undefined && !isTag(tag)) {
        fail(text, tag === ''
            ? "it ends in ':' without a tag"
            : `'${tag}' is not a tag (letters, digits, '_', '.', '-'; 128 at most; no '.' or '-' at the start)`);
    }
    const { registry, path } = splitRegistry(tagged ? named.slice(0, colon) : named);
    if (!host.test(registry) || !URL.canParse(`https://${registry}`))
        fail(text, `'${registry}' is not a host name`);
    // Docker takes it for a host, and in lower case for a name on Docker Hub: neither is what was meant.
    if (/^[a-z0-9-]*[A-Z][A-Za-z0-9-]*$/.test(registry) && registry.toLowerCase() !== 'localhost')
        fail(text, 'a repository is written in lower case');
    const hub = hubAliases.has(registry.toLowerCase());
    checkPath(text, path);
    return {
        registry: hub ? 'docker.io' : registry.toLowerCase(),
        path: hub && !path.includes('/') ? `library/${path}` : path,
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined ? {} : { digest })
    };
};
/**
 * Reads the name of a repository, without tag and digest.
 *
 * @throws ReferenceError that says what is wrong with the text.
 */
const parseRepository = (text) => {
    const { registry, path, tag, digest } = parseReference(text);
    if (tag !== undefined)
        fail(text, `a repository is asked for, without the tag ':${tag}'`);
    if (digest !== undefined)
        fail(text, 'a repository is asked for, without a digest');
    return { registry, path };
};
const repositoryOf = ({ registry, path }) => ({ registry, path });
const sameRepository = (a, b) => a.registry === b.registry && a.path === b.path;
/** The name as docker shows it: Docker Hub's host and its `library/` are left out. */
const formatRepository = ({ registry, path }) => registry !== 'docker.io' ? `${registry}/${path}` : path.replace(/^library\/(?=[^/]+$)/, '');
const suffixOf = ({ tag, digest }) => (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
const formatReference = (reference) => formatRepository(reference) + suffixOf(reference);
/** The reference by its tag, for people; a digest is shown where there is no tag. */
const readableReference = ({ digest, ...named }) => formatReference(named.tag === undefined && digest !== undefined ? { ...named, digest } : named);
/** The reference with its registry, Docker Hub's too: as labels name an image for every reader (annotations.md). */
const qualifiedReference = (reference) => `${reference.registry}/${reference.path}${suffixOf(reference)}`;
/** What stands behind `/v2/<name>/manifests/`: the digest where there is one, else the tag, else `latest`. */
const identifierOf = (reference) => reference.digest ?? reference.tag ?? 'latest';
/** The host (with port) that serves the registry's API. */
const apiHost = (registry) => (registry === 'docker.io' ? 'registry-1.docker.io' : registry);
/** The registry that a host serves, as references name it. */
const registryOfHost = (hostWithPort) => hubAliases.has(hostWithPort) ? 'docker.io' : hostWithPort;
/** This machine, whatever a name server says. */
const isLoopbackAddress = (hostname) => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
/** Loopback may always speak http: nobody else can listen. Names below localhost are kept for it (RFC 6761, 6.3). */
const isLoopback = (hostname) => isLoopbackAddress(hostname) || hostname.endsWith('.localhost');


/***/ }),

/***/ 9270:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ RefusedError)
/* harmony export */ });
/** Images cannot become what they are to become; the message holds every problem. */
class RefusedError extends Error {
    problems;
    name = 'RefusedError';
    constructor(problems, heading = 'The list cannot be made') {
        super(problems.length === 1 ? problems[0] : `${heading}:\n${problems.map(problem => `- ${problem}`).join('\n')}`);
        this.problems = problems;
    }
}


/***/ }),

/***/ 5079:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ verifying),
/* harmony export */   d: () => (/* binding */ openBlobs)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8825);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4456);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1521);
/* harmony import */ var _scheme_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(6728);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(670);







/** Stops content that is not what its descriptor says before its last piece is through. */
const verifying = ({ digest, size }, moved, wrong = why => new _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .BodyError */ .Ru(why)) => {
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .hashFor */ .Og)(digest);
    let seen = 0;
    let held;
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Transform({
        transform(piece, _, done) {
            seen += piece.length;
            if (seen > size) {
                done(wrong(`the blob ${digest} is larger than the ${size} bytes that its descriptor says`));
                return;
            }
            hash.update(piece);
            moved(piece.length);
            const ready = held;
            held = piece;
            done(undefined, ready);
        },
        flush(done) {
            const [algorithm = ''] = digest.split(':');
            const actual = `${algorithm}:${hash.digest('hex')}`;
            if (seen !== size)
                done(wrong(`the blob ${digest} has ${seen} bytes, its descriptor says ${size}`));
            else if (actual !== digest)
                done(wrong(`the blob ${digest} has other content: ${actual}`));
            else
                done(undefined, held);
        }
    });
};
const openBlobs = (repository, scope, { exchange, transport }, policy) => {
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(repository);
    const base = `https://${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .apiHost */ .nz)(repository.registry)}/v2/${repository.path}/blobs/`;
    const scopes = [scope];
    /** The Location of an upload: absolute or relative, with or without a query (distribution spec, "POST then PUT"). */
    const sessionOf = (request, answer) => {
        const location = (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .headerOf */ .rR)(answer, 'location');
        if (location === undefined || !URL.canParse(location, answer.url.href)) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .protocolError */ .JW)(request, `${answer.url.host} opened an upload without saying where`);
        }
        const url = new URL(location, answer.url);
        // Registries behind a proxy that ends TLS may call themselves http.
        if (url.host === answer.url.host)
            url.protocol = answer.url.protocol;
        if (!(0,_scheme_js__WEBPACK_IMPORTED_MODULE_5__/* .isSafeStep */ .e)(answer.url, url)) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .protocolError */ .JW)(request, `${answer.url.host} sends an upload from ${answer.url.protocol}// to ${url.protocol}//${url.host}, which is not safe`);
        }
        return url;
    };
    const post = (query, digest, from) => ({
        method: 'POST',
        url: new URL(`${base}uploads/${query}`),
        body: new Uint8Array(),
        // One token for both sides: Docker Hub mounts only what the same token may read.
        scopes: from === undefined ? scopes : [scope, `repository:${from.path}:pull`],
        doing: `uploading ${digest} to ${name}`
    });
    const hasBy = async (digest, ask) => {
        const request = {
            method: 'HEAD',
            url: new URL(base + digest),
            scopes,
            doing: `looking for ${digest} in ${name}`
        };
        const answer = await ask(request);
        if (answer.status === 404)
            return false;
        if (!(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .isSuccess */ .oJ)(answer))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .answerError */ .n)(request, answer);
        return true;
    };
    return {
        has: digest => hasBy(digest, exchange),
        hasNow: digest => hasBy(digest, (0,_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .once */ .Oo)(transport)),
        open: async (descriptor, moved) => {
            const { digest } = descriptor;
            const request = {
                method: 'GET',
                url: new URL(base + digest),
                scopes,
                doing: `reading ${digest} of ${name}`
            };
            const response = await transport(request);
            if ((0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .isSuccess */ .oJ)(response)) {
                const fail = (error) => (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .connectionError */ .$t)(request, error);
                const checked = verifying(descriptor, moved, why => fail(new _transport_js__WEBPACK_IMPORTED_MODULE_6__/* .BodyError */ .Ru(why)));
                // Until somebody reads it, nobody listens.
                checked.on('error', () => undefined);
                response.body.on('error', error => checked.destroy(fail(error)));
                checked.once('close', () => response.body.destroy());
                return response.body.pipe(checked);
            }
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .answerError */ .n)(request, await (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .readAnswer */ .JN)(response));
        },
        mount: async (digest, from) => {
            const query = `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`;
            const request = post(query, digest, from);
            // What passes is no reason to send a whole layer. A blob that cannot be mounted can be uploaded; what keeps that
            // from working is told by the upload.
            const answer = await (0,_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .retrying */ .R$)(policy, () => exchange(request)).catch(() => undefined);
            if (answer?.status === 201)
                return 'mounted';
            return answer?.status === 202 ? sessionOf(request, answer) : undefined;
        },
        start: async (digest) => {
            const request = post('', digest);
            const answer = await exchange(request);
            if (answer.status !== 202)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .answerError */ .n)(request, answer);
            return sessionOf(request, answer);
        },
        send: async (session, digest, body) => {
            const url = new URL(session);
            // The query is the registry's: put together anew, its signature would not hold.
            url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
            const request = {
                method: 'PUT',
                url,
                headers: { 'content-type': 'application/octet-stream' },
                body,
                scopes,
                doing: `uploading ${digest} to ${name}`
            };
            const response = await transport(request);
            if (!(0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .isSuccess */ .oJ)(response))
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .answerError */ .n)(request, await (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .readAnswer */ .JN)(response), lostSession);
            (0,_transport_js__WEBPACK_IMPORTED_MODULE_6__/* .discard */ .vf)(response);
        }
    };
};
/** An upload that the registry has forgotten, or whose content it got broken: a new one may succeed. */
const lostSession = new Set(['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID']);


/***/ }),

/***/ 4456:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  gl: () => (/* binding */ RegistryError),
  n: () => (/* binding */ answerError),
  $t: () => (/* binding */ connectionError),
  dg: () => (/* binding */ isTransient),
  cp: () => (/* binding */ isUncertain),
  o7: () => (/* binding */ missingRights),
  JW: () => (/* binding */ protocolError),
  FV: () => (/* binding */ proxyError),
  Fz: () => (/* binding */ waitingFor),
  xd: () => (/* binding */ wrongLogin)
});

// EXTERNAL MODULE: ./src/report/log.ts
var log = __nccwpck_require__(6472);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __nccwpck_require__(1691);
// EXTERNAL MODULE: ./src/registry/transport.ts
var transport = __nccwpck_require__(670);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/registry/retry-after.ts
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const time = '\\d{2}:\\d{2}:\\d{2}';
const inGmt = new RegExp(`^(?:${day}, \\d{2} ${month} \\d{4} ${time} GMT|${day}[a-z]*, \\d{2}-${month}-\\d{2} ${time} GMT)$`);
const asctime = new RegExp(`^${day} ${month} [ \\d]\\d ${time} \\d{4}$`);
/** One of the three forms of an HTTP date (RFC 9110, section 5.6.7), in milliseconds since 1970. */
const parseHttpDate = (text) => {
    if (inGmt.test(text))
        return Date.parse(text);
    // This one names no zone and means GMT.
    return asctime.test(text) ? Date.parse(`${text} GMT`) : undefined;
};
/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
const parseRetryAfter = (value, now) => {
    const text = value?.trim() ?? '';
    if (/^\d{1,9}$/.test(text))
        return Number(text) * 1000;
    const date = parseHttpDate(text);
    return date === undefined || Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

;// CONCATENATED MODULE: ./src/registry/errors.ts





/** A request to a registry that failed: what was wanted, why it failed, what to do. */
class RegistryError extends Error {
    details;
    name = 'RegistryError';
    doing;
    status;
    why;
    temporary;
    retryAfter;
    staleConnection;
    unsettled;
    constructor(details) {
        const { doing, why, remedy } = details;
        const sentence = `${doing.charAt(0).toUpperCase()}${doing.slice(1)} failed: ${why}.`;
        super(remedy === undefined ? sentence : `${sentence} ${remedy}`, { cause: details.cause });
        this.details = details;
        this.doing = doing;
        this.why = why;
        this.status = details.status;
        this.temporary = details.temporary ?? false;
        this.retryAfter = details.retryAfter;
        this.staleConnection = details.staleConnection ?? false;
        this.unsettled = details.unsettled ?? false;
    }
    /** The same failure for another request that waited for the outcome of this one. */
    of({ doing }) {
        return doing === this.doing ? this : new RegistryError({ ...this.details, doing });
    }
    /** The same failure, of a write that may have been done all the same. */
    asUnsettled() {
        return new RegistryError({ ...this.details, unsettled: true });
    }
}
/** Hands on the failure of what a request waited for, under its own name. */
const waitingFor = (work, request) => work.catch((error) => {
    throw error instanceof RegistryError ? error.of(request) : error;
});
// --- answers -----------------------------------------------------------------------------------------------------
const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Whether the same request may succeed a little later. */
const isTransient = (status) => transientStatuses.has(status);
/** What stands between us and the registry says these (RFC 9110, section 15.6), whatever the registry has done. */
const gatewayStatuses = new Set([502, 503, 504]);
/** Whether a write that failed so may have been done all the same: the registry's own answer did not come, or made no sense. */
const isUncertain = ({ status }) => status === undefined || gatewayStatuses.has(status);
const textOf = (value) => typeof value === 'string' && value !== '' ? [(0,log/* printable */.g)(value).slice(0, 500)] : [];
const parseBody = (bytes) => {
    try {
        return JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    catch {
        // An error without a readable body is told by its status alone.
        return undefined;
    }
};
/** Reads the error body of the distribution spec, `{"errors":[{"code","message","detail"}]}`, and of token servers. */
const readSaid = (answer) => {
    const html = ((0,transport/* headerOf */.rR)(answer, 'content-type') ?? '').includes('text/html');
    const body = html ? undefined : parseBody(answer.bytes);
    if (!(0,json/* isRecord */.u)(body))
        return { codes: [], messages: [], html };
    const errors = (Array.isArray(body.errors) ? body.errors : [body]).slice(0, 10).filter(json/* isRecord */.u);
    return {
        codes: errors.flatMap(item => textOf(item.code ?? item.error)),
        messages: errors.flatMap(item => textOf(item.message ?? item.details ?? item.error_description)),
        html
    };
};
/** What to do about a login that the registry does not know. */
const wrongLogin = 'Check the user name and the password or token (expired, revoked, or for another registry?).';
/** What the request needs rights for, as a verb. */
const needOf = ({ scopes = [] }) => scopes.some(scope => scope.endsWith('push')) ? 'push to' : 'pull from';
/** What to do about a login that is known, but may not do what was asked for. */
const missingRights = (registry, request) => `The login that was used for ${registry} has no right to ${needOf(request)} this repository: check the account, the token's scopes (on ghcr.io also 'permissions: packages: write'), and the repository's name.`;
const loginHint = (registry) => `Log in to ${registry} before this step (docker/login-action), or give the inputs 'username' and 'password'`;
const waitHint = (retryAfter, now) => retryAfter === undefined
    ? 'Try again later, or log in: logged-in users have higher limits.'
    : `It asks to wait until ${new Date(now + retryAfter).toISOString()}. Try again then, or log in: logged-in users have higher limits.`;
/** What to do about a 401 or 403. With a token a login was good already when it got the token; with Basic it was not. */
const denialRemedy = (request, answer) => {
    const registry = (0,reference/* registryOfHost */.V6)(request.url.host);
    if (answer.elsewhere === true)
        return `${registry} keeps its blobs at ${answer.url.host}, which refused it: run the job again, and look at the proxy or firewall of the runner.`;
    const basic = /^\s*basic\b/i.test((0,transport/* headerOf */.rR)(answer, 'www-authenticate') ?? '');
    if (answer.login === true)
        return answer.status === 401 && basic ? wrongLogin : missingRights(registry, request);
    const hint = loginHint(registry);
    return answer.status === 401
        ? `${hint}.`
        : `${hint}: without a login it may not be allowed to ${needOf(request)} this repository.`;
};
/** What to do, by what the registry said. */
const remedyFor = (request, answer, said, retryAfter) => {
    const { status } = answer;
    const registry = (0,reference/* registryOfHost */.V6)(request.url.host);
    if (/TAG_?ALREADY_?EXISTS|immutab/i.test([...said.codes, ...said.messages].join(' '))) {
        return 'The registry does not let a published tag be changed: publish under another tag, or allow changes in its settings.';
    }
    if (status === 429 || said.codes.includes('TOOMANYREQUESTS'))
        return waitHint(retryAfter, Date.now());
    if (status === 407)
        return 'The proxy asks for a login: put it into HTTPS_PROXY (http://user:password@host:port).';
    if (status === 401 || status === 403)
        return denialRemedy(request, answer);
    if (said.html && status < 600 && !isTransient(status))
        return `${registry} does not answer as a registry does: check the host in the input 'image'.`;
    if (said.codes.includes('NAME_UNKNOWN'))
        return 'Check the name of the repository; some registries want it created before the first push.';
    if (retryAfter !== undefined && retryAfter > 0 && isTransient(status))
        return `The registry has trouble and asks to wait until ${new Date(Date.now() + retryAfter).toISOString()}: run the job again then.`;
    if (status >= 500)
        return 'The registry has trouble: try again later, and look at its status page.';
    return undefined;
};
/**
 * An answer that is no success, as an error that says why and what to do.
 *
 * @param passing codes of the registry that may pass, besides the statuses that always may
 */
const answerError = (request, answer, passing) => {
    const said = readSaid(answer);
    const { status, url } = answer;
    const retryAfter = parseRetryAfter((0,transport/* headerOf */.rR)(answer, 'retry-after'), Date.now());
    const words = [...new Set([...said.codes, ...said.messages])].join(': ');
    return new RegistryError({
        doing: request.doing,
        status,
        why: `${url.host} answered ${status}${said.html ? ' with a web page' : ''}${words === '' ? '' : ` (${words})`}`,
        remedy: remedyFor(request, answer, said, retryAfter),
        temporary: isTransient(status) || said.codes.some(code => passing?.has(code)),
        retryAfter
    });
};
// --- connections -------------------------------------------------------------------------------------------------
/** Failures of name resolution, of the connection and of TLS that do not pass by themselves. */
const permanent = [
    [
        /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|DEPTH_ZERO|CERT_UNTRUSTED/,
        'its TLS certificate is not trusted',
        "Give the CA in NODE_EXTRA_CA_CERTS (a PEM file, set where the runner starts), or name the host in 'insecure-registries'."
    ],
    [/CERT_HAS_EXPIRED/, 'its TLS certificate has expired', 'Renew the certificate; check the clock of the runner.'],
    [
        /ERR_TLS_CERT_ALTNAME/,
        'its TLS certificate is for another host',
        "Check the host in the input 'image', and the proxy."
    ],
    [
        /ERR_INVALID_(CHAR|PROTOCOL)/,
        'the request cannot be sent',
        'Check the login, and the address that the registry gave.'
    ],
    [
        /EPROTO|ERR_SSL/,
        'it does not speak TLS',
        "Name the host in 'insecure-registries' if it speaks plain http; else check the host and the port."
    ]
];
const errors_transient = [
    [/ENOTFOUND/, 'the host name is unknown'],
    [/EAI_AGAIN/, 'the host name could not be looked up'],
    [/ECONNREFUSED/, 'nothing listens there (connection refused)'],
    [/EHOSTUNREACH|ENETUNREACH/, 'the host cannot be reached'],
    [/ETIMEDOUT|TIMEOUT/, 'it did not answer in time'],
    [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_|socket hang up|aborted/, 'the connection broke']
];
/** Node's code of an error (`ECONNRESET`); '' where it has none. */
const codeOf = (error) => {
    const { code } = error;
    return typeof code === 'string' ? code : '';
};
/** A request that got no whole answer, as an error that says why and what to do. */
const connectionError = (request, error, staleConnection = false) => {
    if (error instanceof RegistryError)
        return error;
    const code = codeOf(error);
    const lasting = permanent.find(([pattern]) => pattern.test(code));
    const passing = errors_transient.find(([pattern]) => pattern.test(code));
    const why = lasting?.[1] ?? passing?.[1] ?? (0,log/* printable */.g)(error instanceof Error ? error.message : String(error));
    const remedy = lasting?.[2] ??
        (/ENOTFOUND|ECONNREFUSED|UNREACH/.test(code)
            ? "Check the host in the input 'image', the network of the runner, and HTTPS_PROXY."
            : undefined);
    return new RegistryError({
        doing: request.doing,
        why: `${request.url.host}: ${why}${code === '' ? '' : ` (${code})`}`,
        remedy,
        temporary: lasting === undefined && !(error instanceof transport/* BodyError */.Ru),
        staleConnection: staleConnection && /ECONNRESET|EPIPE/.test(code),
        cause: error
    });
};
/** The other side sent something that it must not send; trying again is no use. */
const protocolError = (request, why, remedy, cause) => new RegistryError({ doing: request.doing, why, remedy, cause });
/** The proxy gave no way to the host. What it answers is not the registry's: TLS does not vouch for it. */
const proxyError = (request, status) => new RegistryError({
    doing: request.doing,
    why: `the proxy answered ${status} when it was asked for a way to ${request.url.host}`,
    remedy: status === 407
        ? 'The proxy asks for a login: put it into HTTPS_PROXY (http://user:password@host:port).'
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows that host and port.',
    temporary: isTransient(status)
});


/***/ }),

/***/ 7373:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C8: () => (/* binding */ ImageError),
/* harmony export */   H: () => (/* binding */ readImages),
/* harmony export */   H7: () => (/* binding */ goInto),
/* harmony export */   IC: () => (/* binding */ imagesOf),
/* harmony export */   Qu: () => (/* binding */ requireImages),
/* harmony export */   jL: () => (/* binding */ newWalk)
/* harmony export */ });
/* harmony import */ var _oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5325);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2148);
/* harmony import */ var _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9270);




/** A reference cannot be listed: it does not hold images as hosts run them. */
class ImageError extends Error {
    name = 'ImageError';
}
/** Lists within lists are allowed by the specification, but nobody writes deep ones. */
const deepest = 3;
/** A list that names the same list again and again stands for more than anybody can read; real ones name some ten. */
const mostParts = 1000;
/** The start of a walk. */
const newWalk = () => ({ depth: 0, left: { parts: mostParts } });
/**
 * Goes into a list.
 *
 * @throws ImageError where it lies too deep, or stands for too much
 */
const goInto = (index, reference, { depth, left }) => {
    if (depth === deepest)
        throw new ImageError(`${reference} is a list of lists, more than ${deepest} deep. Name the images themselves.`);
    left.parts -= index.manifests.length;
    if (left.parts < 0)
        throw new ImageError(`${reference} lists too much: with the lists around it more than ${mostParts} images. Name the images themselves.`);
    return { depth: depth + 1, left };
};
const entryOf = async (client, manifest, reference, listed) => {
    const { platform: own, labels } = await client.config(manifest);
    // Older BuildKits put os.version into the config only; others leave it to whoever writes the list.
    const platform = { ...listed.platform, ...own };
    const { os, architecture } = platform;
    if (os === undefined || architecture === undefined) {
        throw new ImageError(`${reference} is not an image for a host: its config names no ${os === undefined ? 'os' : 'architecture'}. Leave it out.`);
    }
    const [revision, version] = [labels[_oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.revision], labels[_oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.version]];
    return {
        descriptor: {
            mediaType: manifest.mediaType,
            digest: manifest.digest,
            size: manifest.bytes.length,
            ...(listed.annotations === undefined ? {} : { annotations: listed.annotations })
        },
        platform: { ...platform, os, architecture },
        reference,
        ...(revision === undefined ? {} : { revision }),
        ...(version === undefined ? {} : { version })
    };
};
const childrenOf = async (client, index, reference, { platform }, walk) => {
    const further = goInto(index, reference, walk);
    const images = index.manifests.filter(child => !(0,_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isAttachment */ .s5)(child));
    // What is known of a list of one, as buildx makes it of an image and its provenance, is known of that image.
    const known = images.length === 1 ? platform : undefined;
    const found = await Promise.all(images.map(async (child) => {
        const at = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)({ ...client.repository, digest: child.digest });
        const document = await client.get(child.digest);
        if (document === undefined)
            throw new ImageError(`${reference} lists ${at}, which is not there. Build and push it again.`);
        const listed = { ...child, platform: { ...known, ...child.platform } };
        return imagesOf(client, document, at, listed, further);
    }));
    return {
        client,
        root: index,
        entries: found.flatMap(({ entries }) => entries),
        attachments: [...index.manifests.filter(_oci_image_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isAttachment */ .s5), ...found.flatMap(({ attachments }) => attachments)]
    };
};
/** Reads the images that a document holds: a list's children, or the one image that it is. */
const imagesOf = async (client, document, reference, listed = {}, walk = newWalk()) => document.kind === 'index'
    ? childrenOf(client, document, reference, listed, walk)
    : { client, root: document, entries: [await entryOf(client, document, reference, listed)], attachments: [] };
/**
 * Reads what a reference that a user gave holds.
 *
 * @param inputs where it may have come from, for the error
 * @throws RefusedError where it does not exist
 */
const requireImages = async (registry, reference, inputs) => {
    const images = await readImages(registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryOf */ ._M)(reference), 'pull'), reference);
    if (images === undefined)
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_3__/* .RefusedError */ .f([`${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference)} does not exist. Check ${inputs}.`]);
    return images;
};
/**
 * Reads what a reference holds; a list contributes its images and their attestations.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it holds something else than images; RegistryError where it cannot be read
 */
const readImages = async (client, reference, listed = {}) => {
    const document = await client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .identifierOf */ .xP)(reference));
    return document === undefined ? undefined : imagesOf(client, document, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference), listed);
};


/***/ }),

/***/ 1521:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Oo: () => (/* binding */ once),
/* harmony export */   R$: () => (/* binding */ retrying),
/* harmony export */   Tp: () => (/* binding */ longestPause),
/* harmony export */   bD: () => (/* binding */ withRetry),
/* harmony export */   dV: () => (/* binding */ writing),
/* harmony export */   fu: () => (/* binding */ backOff)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4456);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(670);


/** A registry that asks for a longer pause is not waited for: the step fails and says until when. */
const longestPause = 120_000;
const firstDelay = 500;
const longestDelay = 15_000;
/** Milliseconds to wait; doubles from half a second. The jitter keeps the legs of a matrix from knocking in step. */
const backOff = (failures, random) => Math.min(longestDelay, firstDelay * 2 ** (failures - 1)) * (0.5 + random() / 2);
const pauseAfter = (error, failures, policy) => {
    if (error.staleConnection && failures === 1)
        return 0;
    return Math.max(error.retryAfter ?? 0, backOff(failures, policy.random));
};
/**
 * Runs a piece of work again while it fails for reasons that may pass.
 *
 * @param attempt gets the number of failures so far, and the last one; throws a {@link RegistryError} that tells whether
 *   to try again
 */
const retrying = async (policy, attempt) => {
    let last;
    for (let failures = 0;;) {
        try {
            return await attempt(failures, last);
        }
        catch (error) {
            failures++;
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl) || !error.temporary || failures >= policy.tries)
                throw error;
            if (policy.over?.() === true)
                throw error;
            if ((error.retryAfter ?? 0) > longestPause)
                throw error;
            const pause = pauseAfter(error, failures, policy);
            if (pause > 0) {
                policy.log.info(`${error.doing}: ${error.why}; trying again in ${(pause / 1000).toFixed(1)} s (try ${failures + 1} of ${policy.tries})`);
                await policy.sleep(pause);
                if (policy.over?.() === true)
                    throw error;
            }
            last = error;
        }
    }
};
/**
 * Writes, again while it fails for reasons that may pass. The answer to a write can get lost: before it is repeated, and
 * before it is given up, the registry is asked whether it was done all the same. Where that cannot be told either, the
 * write's own error stays the reason.
 *
 * @param isDone asks once; the tries are those of the write
 * @throws RegistryError of the write; `unsettled` where it may have been done
 */
const writing = async (policy, write, isDone) => {
    // One lost answer is enough: that a later try is refused says nothing of the earlier one.
    const uncertain = [];
    try {
        await retrying(policy, async (failures, last) => {
            const done = last !== undefined &&
                (await isDone().catch(() => {
                    throw last;
                }));
            if (done)
                return;
            try {
                await write(failures);
            }
            catch (error) {
                if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl && (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isUncertain */ .cp)(error))
                    uncertain.push(error);
                throw error;
            }
        });
    }
    catch (error) {
        if (uncertain.length === 0 || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .gl))
            throw error;
        const done = await isDone().catch(() => 'unknown');
        if (done === 'unknown')
            throw error.asUnsettled();
        if (!done)
            throw error;
    }
};
/** Sends a request once and reads its answer to its end. Answers that mean "later" become errors. */
const once = (transport) => async (request) => {
    const response = await transport(request);
    const answer = await (0,_transport_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(response).catch((error) => {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .connectionError */ .$t)(request, error);
    });
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTransient */ .dg)(answer.status))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .answerError */ .n)(request, answer);
    return answer;
};
/** Repeats reads that fail for reasons that may pass; what writes is sent once, and repeated by {@link writing}. */
const withRetry = (policy) => (send) => request => request.method === 'GET' || request.method === 'HEAD' ? retrying(policy, () => send(request)) : send(request);


/***/ }),

/***/ 6728:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ withScheme),
/* harmony export */   e: () => (/* binding */ isSafeStep)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4456);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(670);



/** Whether an address that one address leads to is as safe: https, or the same scheme as before. */
const isSafeStep = (from, to) => to.protocol === 'https:' || to.protocol === from.protocol;
/** What a TLS greeting to a server that does not speak TLS ends in. */
const noTls = /EPROTO|ERR_SSL|ECONNRESET|HPE_/;
const tryTls = async (inner, request) => {
    try {
        return { plain: false, response: await inner(request) };
    }
    catch (error) {
        const cause = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RegistryError */ .gl ? error.cause : undefined;
        // Node's words for a connection that ended after it had come about: TLS was spoken then.
        if (noTls.test(String(cause?.code)) && cause?.message !== 'socket hang up')
            return { plain: true };
        throw error;
    }
};
/**
 * Tries https first and falls back to http on hosts where that is allowed; what a host speaks is remembered.
 *
 * @param insecure hosts (with port) that may be reached over http
 */
const withScheme = (insecure) => {
    const plainHosts = new Map();
    return (inner) => {
        const mayBePlain = (url) => insecure.has(url.host) || (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(url.hostname);
        const send = async (request) => {
            const { url } = request;
            if (url.protocol === 'http:' && !mayBePlain(url)) {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .protocolError */ .JW)(request, `${url.host} asks for a request over plain http`, "Name the host in 'insecure-registries' if that is meant.");
            }
            if (url.protocol === 'http:' || !mayBePlain(url))
                return inner(request);
            const plain = new URL(url);
            plain.protocol = 'http:';
            // What breaks a long body says nothing of the scheme: something short finds it out.
            if (!plainHosts.has(url.host) && (0,_transport_js__WEBPACK_IMPORTED_MODULE_2__/* .isStream */ .rL)(request.body))
                (0,_transport_js__WEBPACK_IMPORTED_MODULE_2__/* .discard */ .vf)(await send({ method: 'HEAD', url: new URL('/', url), doing: request.doing }));
            const known = plainHosts.get(url.host);
            if (known !== undefined)
                return inner((await (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .waitingFor */ .Fz)(known, request)) ? { ...request, url: plain } : request);
            const probe = tryTls(inner, request);
            const speaksPlain = probe.then(({ plain: isPlain }) => isPlain);
            // Told to whoever waits for it, and by the probe itself below; nobody else has to hear of it.
            speaksPlain.catch(() => undefined);
            plainHosts.set(url.host, speaksPlain);
            try {
                const { response } = await probe;
                return response ?? (await inner({ ...request, url: plain }));
            }
            catch (error) {
                // Nothing was learnt: the next request finds out.
                plainHosts.delete(url.host);
                throw error;
            }
        };
        return send;
    };
};


/***/ }),

/***/ 4018:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ gathered),
/* harmony export */   g: () => (/* binding */ settled)
/* harmony export */ });
/* harmony import */ var _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9270);

/**
 * Waits for all of the work, whatever fails, and then throws the first error: no write is still under way when the step
 * reports its failure. What may be written in pieces therefore waits like this too, all the way down.
 */
const settled = async (work) => {
    const results = await Promise.allSettled(work);
    for (const result of results)
        if (result.status === 'rejected')
            throw result.reason;
    return results.map(result => (result.status === 'fulfilled' ? result.value : undefined));
};
/**
 * Waits for all of the work like {@link settled}; where several pieces were refused, the error holds what each was refused
 * for, so that nobody mends one after the other.
 */
const gathered = async (work, heading) => {
    const results = await Promise.allSettled(work);
    const reasons = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []));
    const refusals = reasons.filter(reason => reason instanceof _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f);
    if (refusals.length < reasons.length)
        throw reasons.find(reason => !(reason instanceof _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f));
    if (refusals.length > 0)
        throw new _oci_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f(refusals.flatMap(({ problems }) => problems), heading);
    return results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
};


/***/ }),

/***/ 670:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   Ru: () => (/* binding */ BodyError),
/* harmony export */   fM: () => (/* binding */ withUserAgent),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   rL: () => (/* binding */ isStream),
/* harmony export */   rR: () => (/* binding */ headerOf),
/* harmony export */   vf: () => (/* binding */ discard)
/* harmony export */ });
/** Whether a body is sent as it comes from somewhere; else it is here, or there is none. */
const isStream = (body) => body !== undefined && 'open' in body;
/** Says who asks, as registries want it for their statistics and for help. */
const withUserAgent = (userAgent) => (inner) => request => inner({ ...request, headers: { ...request.headers, 'user-agent': userAgent } });
const headerOf = ({ headers }, name) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
};
const isSuccess = ({ status }) => status >= 200 && status < 300;
/** Lets the connection be used again for what comes next. */
const discard = (response) => {
    let size = 0;
    response.body.on('error', () => undefined);
    response.body.on('data', (piece) => {
        size += piece.length;
        // A new connection costs less than a long body that nobody wants; one without an end would never free it.
        if (size > largestError)
            response.body.destroy();
    });
};
/** A body is larger than whoever reads it allows, or does not end. */
class BodyError extends Error {
    name = 'BodyError';
}
/** The most that a manifest, a config or a token may have: registries take manifests of 4 MiB. */
const largestAnswer = 8 * 1024 * 1024;
/** More of an error's body is not worth reading; what comes after is dropped. */
const largestError = 65_536;
/** A small body that moves but does not end is not waited for any longer. */
const longestAnswer = 120_000;
/**
 * Reads a small body whole.
 *
 * @throws BodyError beyond 8 MiB or after two minutes; the connection's error when it breaks
 */
const readAnswer = async (response) => {
    const { body, ...head } = response;
    const pieces = [];
    let size = 0;
    const giveUp = () => {
        body.destroy(new BodyError(`the answer did not end within ${longestAnswer / 1000} seconds`));
    };
    const timer = setTimeout(giveUp, longestAnswer);
    try {
        for await (const piece of body) {
            size += piece.length;
            pieces.push(piece);
            if (!isSuccess(response) && size > largestError)
                break;
            if (size > largestAnswer)
                throw new BodyError(`the answer is larger than ${largestAnswer} bytes`);
        }
    }
    finally {
        clearTimeout(timer);
    }
    return { ...head, bytes: Buffer.concat(pieces, size) };
};


/***/ }),

/***/ 4398:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ uploadContent),
/* harmony export */   S: () => (/* binding */ upload)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7075);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_stream__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1521);


/**
 * Sends a blob to a repository. A transfer that breaks starts again, unless the registry has got it all the same.
 *
 * @throws RegistryError of the repository that is written to, or of where the content comes from
 */
const upload = async (to, { blob, open }, { policy, progress, session }) => {
    progress?.expect(blob.size);
    const send = async (failures) => {
        const target = failures === 0 && session !== undefined ? session : await to.blobs.start(blob.digest);
        let content;
        let counted = 0;
        const takeBack = () => {
            content?.destroy();
            progress?.moved(-counted);
            counted = 0;
        };
        const openBody = async () => {
            takeBack();
            content = await open(bytes => {
                counted += bytes;
                progress?.moved(bytes);
            });
            // Until it is sent, nobody listens.
            return content.on('error', () => undefined);
        };
        try {
            await to.blobs.send(target, blob.digest, { open: openBody, size: blob.size });
        }
        catch (error) {
            takeBack();
            throw error;
        }
    };
    await (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .writing */ .dV)(policy, send, () => to.blobs.hasNow(blob.digest));
};
/** Sends small content that was made here, such as a config. */
const uploadContent = (to, { bytes, mediaType, digest }, options) => {
    const blob = { mediaType, digest, size: bytes.length };
    return upload(to, { blob, open: () => Promise.resolve(node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(bytes)])) }, options);
};


/***/ }),

/***/ 6472:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ actionsLog),
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7650);

/** What colours text on a terminal (ECMA-48, CSI sequences). */
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;
const controls = /[\u0000-\u001f\u007f-\u009f]+/g;
/**
 * A text of others made harmless: without line breaks and other control characters it can neither begin a workflow
 * command nor paint the log.
 */
const printable = (text) => text.replace(colours, '').replace(controls, ' ').trim();
/**
 * Texts of others stand in what is printed: none may be a command, of either form (actions/runner ActionCommand.cs). What
 * .NET trims or ignores in front of one is more than JavaScript's white space: all counts that nobody sees.
 */
const harmless = (text) => text.replace(/##(?=\[)/g, '# #').replace(/^([^!-~\r\n\u2028\u2029]*):(?=:)/gm, '$1: ');
/** The log of a job: workflow commands of the runner. */
const actionsLog = {
    debug: text => {
        (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .command */ .G5)('debug', text);
    },
    info: text => {
        (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .print */ .yy)(harmless(text));
    },
    notice: text => {
        (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .command */ .G5)('notice', text);
    },
    warning: text => {
        (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .command */ .G5)('warning', text);
    },
    secret: value => {
        if (value !== '')
            (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .command */ .G5)('add-mask', value);
    },
    group: async (title, body) => {
        (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .command */ .G5)('group', title);
        try {
            return await body();
        }
        finally {
            (0,_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .command */ .G5)('endgroup');
        }
    }
};


/***/ }),

/***/ 8991:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ startProgress),
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
const interval = 5000;
/** `690.0 MiB` */
const formatBytes = (bytes) => {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
};
/**
 * @param what what is under way: `Copying layers`
 * @param now milliseconds since 1970
 */
const startProgress = (what, log, now = Date.now) => {
    let start;
    let [expected, done, told] = [0, 0, 0];
    return {
        expect: bytes => {
            if (start === undefined)
                told = start = now();
            expected += bytes;
        },
        moved: bytes => {
            done += bytes;
            const time = now();
            if (start === undefined || time - told < interval)
                return;
            told = time;
            const rate = done / ((time - start) / 1000);
            const percent = expected === 0 ? 100 : Math.floor((done / expected) * 100);
            log.info(`${what}: ${formatBytes(done)} of ${formatBytes(expected)} (${percent}%), ${formatBytes(rate)}/s`);
        }
    };
};


/***/ }),

/***/ 7650:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ setFailed),
/* harmony export */   G5: () => (/* binding */ command),
/* harmony export */   Gu: () => (/* binding */ getState),
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   S0: () => (/* binding */ addSummary),
/* harmony export */   V4: () => (/* binding */ getInput),
/* harmony export */   fM: () => (/* binding */ addPath),
/* harmony export */   uH: () => (/* binding */ setOutput),
/* harmony export */   yy: () => (/* binding */ print)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);




// The toolkit's @actions/core says the same things. It also brings an HTTP client, for identity tokens that nobody here
// asks for, which is larger than all of this action and would take as long to load.
/** A text as the value of a workflow command: it stays on the command's line (actions/runner ActionCommand.cs). */
const escapeData = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
/** Prints a line, which may be several and may be a workflow command. */
const print = (text) => {
    process.stdout.write(text + node_os__WEBPACK_IMPORTED_MODULE_2__.EOL);
};
/** Gives the runner a workflow command, such as `::notice::text`. */
const command = (name, text = '') => {
    print(`::${name}::${escapeData(text)}`);
};
/** The value of an input, trimmed; '' where it is not given. */
const getInput = (name) => (process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
/** What an earlier part of this step has kept under that name; '' where it has not. */
const getState = (name) => process.env[`STATE_${name}`] ?? '';
/** Appends to a file that the runner reads behind the step. There is none where the bundle is started by hand. */
const append = (variable, text) => {
    const file = process.env[variable];
    if (file !== undefined && file !== '')
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.appendFileSync)(file, text);
};
/** A value of several lines ends with a word that it cannot hold, since nobody knows it before. */
const withDelimiter = (name, value) => {
    const delimiter = `end_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    return [`${name}<<${delimiter}`, value, delimiter, ''].join(node_os__WEBPACK_IMPORTED_MODULE_2__.EOL);
};
/** Gives later steps an output. */
const setOutput = (name, value) => {
    append('GITHUB_OUTPUT', withDelimiter(name, value));
};
/** Keeps a value for the post step. */
const saveState = (name, value) => {
    append('GITHUB_STATE', withDelimiter(name, value));
};
/** Puts a folder first on PATH, for this step and for later ones. */
const addPath = (folder) => {
    append('GITHUB_PATH', folder + node_os__WEBPACK_IMPORTED_MODULE_2__.EOL);
    process.env.PATH = `${folder}${node_path__WEBPACK_IMPORTED_MODULE_3__.delimiter}${process.env.PATH ?? ''}`;
};
/** Appends Markdown to the summary of the step. */
const addSummary = (markdown) => {
    append('GITHUB_STEP_SUMMARY', markdown + node_os__WEBPACK_IMPORTED_MODULE_2__.EOL);
};
/** Makes the step fail, and says why. */
const setFailed = (reason) => {
    process.exitCode = 1;
    command('error', reason);
};


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 5574:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(9407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
