import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 7832:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ defined)
/* harmony export */ });
/** Leaves out the members that are undefined, as `exactOptionalPropertyTypes` requires. The others keep their order. */
const defined = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));


/***/ }),

/***/ 1857:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ memoize)
/* harmony export */ });
/**
 * Shares one result among all calls with the same key; a promise also while it is still pending.
 * A failure is forgotten, so that the next call tries again.
 */
const memoize = (keyOf, work) => {
    const results = new Map();
    const forget = (result) => {
        for (const [key, known] of results)
            if (known === result)
                results.delete(key);
    };
    const share = (...args) => {
        const key = keyOf(...args);
        const known = results.get(key);
        if (known !== undefined)
            return known;
        const result = work(...args);
        results.set(key, result);
        if (result instanceof Promise) {
            result.catch(() => {
                forget(result);
            });
        }
        return result;
    };
    return Object.assign(share, { forget });
};


/***/ }),

/***/ 2689:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   Qu: () => (/* binding */ withoutFullStop),
/* harmony export */   SM: () => (/* binding */ remedyOf),
/* harmony export */   XR: () => (/* binding */ formatUserError),
/* harmony export */   ZH: () => (/* binding */ capitalize),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   yo: () => (/* binding */ UserError),
/* harmony export */   zx: () => (/* binding */ joinProblems)
/* harmony export */ });
/** Upper-cases the first letter, unless the text begins with a name that has a case of its own (`ghcr.io/org/app`). */
const capitalize = (text) => /^[a-z][a-z'’-]*[,:;.!?)]*(?:\s|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
/** The text without the full stop at its end; an ellipsis stays. */
const withoutFullStop = (text) => text.trim().replace(/(?<!\.)\.{1,2}$/, '');
/** Whether a text ends in lines of their own, as the output of a program does: `docker build failed:\n…`. */
const endsInLines = (text) => text.includes(':\n');
/** The text with one full stop at its end, unless it ends in another mark, or in lines of their own. */
const withFullStop = (text) => {
    // Lines of a program are kept unchanged, with or without a full stop.
    if (endsInLines(text))
        return text.trim();
    const trimmed = withoutFullStop(text);
    return /[.!?:…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};
/** A text as a sentence: a capital letter first, and one full stop at the end. */
const sentence = (text) => capitalize(withFullStop(text));
/** `Input 'tags': what: why. What to do.`, or `Input 'tags' is required. What to do.` */
const formatUserError = ({ what, why, problems = [], remedy, input }) => {
    const failure = why === undefined ? what : `${withoutFullStop(what)}: ${why}`;
    const named = input === undefined || failure.startsWith(`Input '${input}'`);
    const text = named ? failure : `Input '${input}': ${failure}`;
    const lines = problems.map(problem => `- ${sentence(problem)}`);
    const body = lines.length === 0 ? sentence(text) : [`${capitalize(withoutFullStop(text))}:`, ...lines].join('\n');
    if (remedy === undefined)
        return body;
    return `${body}${endsInLines(body) ? '\n' : ' '}${sentence(remedy)}`;
};
/** One error about several problems: a single one is the error itself, more stand below a heading, at the first place. */
const joinProblems = (problems, heading) => {
    const [first = { what: heading }, ...others] = problems;
    if (others.length === 0)
        return first;
    const location = problems.find(problem => problem.location !== undefined)?.location;
    return { what: heading, problems: problems.map(formatUserError), location };
};
/**
 * A failure that the user can do something about: bad input, a refusal, a registry that does not respond.
 * Anything else that is thrown is a bug of this action.
 */
class UserError extends Error {
    name = 'UserError';
    parts;
    constructor(parts) {
        super(formatUserError(parts), parts.cause === undefined ? undefined : { cause: parts.cause });
        this.parts = parts;
    }
    /** What failed and why, as half a sentence for the error of whatever failed because of it. */
    get reason() {
        const { what, why } = this.parts;
        return withoutFullStop(why === undefined ? what : `${withoutFullStop(what)}: ${why}`);
    }
}
/** Why something failed, as half a sentence for the error of whatever failed because of it. */
const reasonOf = (error) => {
    if (error instanceof UserError)
        return error.reason;
    return withoutFullStop(error instanceof Error ? error.message : String(error));
};
/** What to do about a failure, as far as its error says. */
const remedyOf = (error) => error instanceof UserError ? error.parts.remedy : undefined;


/***/ }),

/***/ 6556:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  I: () => (/* binding */ connectEarly)
});

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/inputs/first-registry.ts

/** More connections would look like an attack, and a guess is not worth them. */
const maxConcurrent = 16;
/** How much a mode asks for at the same time, given how many items its inputs have. Other modes do something else first. */
const concurrentIn = new Map([
    // Each leg and each tag, at the start.
    ['manifest', items => items('RELEASES') + items('SOURCES') + items('TAGS')],
    // The images of a list.
    ['check', () => 4],
    // For each of the three images of a list: its tag, its old base and its new one.
    ['rebase', () => 9]
]);
/**
 * Guesses the registry that a step asks first, before its inputs are read and checked.
 *
 * @param env the environment as the runner sets it
 * @returns undefined for the post step, for modes that do something else first, and where http may be spoken
 */
const firstRegistry = (env) => {
    const inputs = (name) => (env[`INPUT_${name}`] ?? '')
        .split(/[\r\n,]+/)
        .map(item => item.trim())
        .filter(item => item !== '');
    const concurrent = concurrentIn.get(inputs('MODE')[0] ?? '')?.(name => inputs(name).length);
    if (concurrent === undefined || env.STATE_isPost !== undefined)
        return undefined;
    if (inputs('INSECURE-REGISTRIES').length > 0)
        return undefined;
    // Tags may have their repository in front of them.
    const first = ['SOURCE', 'IMAGE', 'TAGS'].flatMap(inputs).find(item => item.includes('/'));
    const registry = first === undefined ? undefined : (0,reference/* leadingRegistry */.aT)(first);
    return registry === undefined ? undefined : { registry, concurrent: Math.min(concurrent, maxConcurrent) };
};

// EXTERNAL MODULE: ./src/registry/transport/agents.ts + 2 modules
var transport_agents = __nccwpck_require__(5181);
;// CONCATENATED MODULE: ./src/connect-early.ts



/**
 * Opens connections to the registry that the step asks first, so that they are ready when the code for its requests is
 * loaded. Loopback may speak http, and is near.
 */
const connectEarly = async (env) => {
    const agents = (0,transport_agents/* httpAgents */.T)();
    const first = firstRegistry(env);
    const url = first === undefined ? undefined : new URL(`https://${(0,reference/* apiHost */.nz)(first.registry)}`);
    if (first === undefined || url === undefined || (0,reference/* isLoopback */.U9)(url.hostname))
        return agents;
    agents.prepare(url, first.concurrent);
    // The connections begin in the first turn of the event loop, and TLS on them in the next one.
    for (let turn = 0; turn < 2; turn++)
        await new Promise(resolve => setImmediate(resolve));
    return agents;
};


/***/ }),

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _connect_early_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6556);

const agents = await (0,_connect_early_js__WEBPACK_IMPORTED_MODULE_0__/* .connectEarly */ .I)(process.env);
const { cleanUp, isPost, run } = await Promise.all(/* import() */[__nccwpck_require__.e(242), __nccwpck_require__.e(877)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5877));
await (isPost() ? cleanUp() : run(agents));

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8825:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   JN: () => (/* binding */ digestForm),
/* harmony export */   Og: () => (/* binding */ hashFor),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   _j: () => (/* binding */ matchesDigest),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const pattern = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;
const isDigest = (value) => typeof value === 'string' && pattern.test(value);
/** The form of a digest, for messages. */
const digestForm = 'sha256: and 64 hexadecimal digits in lower case';
/** The sha256 digest of the bytes: the identity of whatever we write. */
const digestOf = (bytes) => `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
/** A running hash of the algorithm that the digest names, for content that comes in pieces. */
const hashFor = (digest) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(digest.startsWith('sha512:') ? 'sha512' : 'sha256');
/** Whether the bytes are what the digest says. */
const matchesDigest = (bytes, digest) => `${digest.split(':')[0] ?? ''}:${hashFor(digest).update(bytes).digest('hex')}` === digest;
/** The first 12 hex digits, as docker shows them. */
const shortDigest = (digest) => digest.slice(digest.indexOf(':') + 1).slice(0, 12);


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ qualifiedReference),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   Ow: () => (/* binding */ isLoopbackAddress),
/* harmony export */   RB: () => (/* binding */ sameRepository),
/* harmony export */   SU: () => (/* binding */ parseRepository),
/* harmony export */   Sh: () => (/* binding */ formatRepository),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   V6: () => (/* binding */ registryOfHost),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   aT: () => (/* binding */ leadingRegistry),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   ep: () => (/* binding */ readableReference),
/* harmony export */   nz: () => (/* binding */ apiHost),
/* harmony export */   xP: () => (/* binding */ identifierOf),
/* harmony export */   x_: () => (/* binding */ InvalidReferenceError)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7832);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8825);



/** A string is not an image reference, or not one of the kind that is needed; the message says why. */
class InvalidReferenceError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'InvalidReferenceError';
}
/** Docker Hub's other names: the historic one of the index and the host that serves the API. */
const hubAliases = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);
// The grammar of distribution/reference (regexp.go).
const component = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const host = /^(?:\[[a-fA-F0-9:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::[0-9]+)?$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const maxPath = 255;
const isTag = (value) => tagPattern.test(value);
/** Docker takes the first component for a host if it looks like one (distribution/reference normalize.go). */
const looksLikeHost = (first) => first.includes('.') || first.includes(':') || first === 'localhost' || first.toLowerCase() !== first;
const fail = (value, why) => {
    throw new InvalidReferenceError({ what: `'${value}' is not an image reference`, why });
};
const splitRegistry = (name) => {
    const slash = name.indexOf('/');
    const first = slash < 0 ? '' : name.slice(0, slash);
    if (slash < 0 || !looksLikeHost(first))
        return { registry: 'docker.io', path: name };
    return { registry: first, path: name.slice(slash + 1) };
};
/**
 * The registry that a reference begins with, whatever else is in it, such as a placeholder.
 *
 * @returns undefined where the host is not valid
 */
const leadingRegistry = (value) => {
    const { registry } = splitRegistry(value.toLowerCase());
    if (!host.test(registry) || !URL.canParse(`https://${registry}`))
        return undefined;
    return hubAliases.has(registry) ? 'docker.io' : registry;
};
const checkPath = (value, path) => {
    if (path === '')
        fail(value, 'the name of the repository is missing');
    if (/[A-Z]/.test(path))
        fail(value, 'a repository is written in lower case');
    for (const part of path.split('/')) {
        if (part === '')
            fail(value, "it has an empty part between two '/' or at an end");
        if (!component.test(part)) {
            fail(value, `'${part}' may contain only a-z and 0-9, joined by '.', '_', '__' or '-'`);
        }
    }
    if (path.length > maxPath)
        fail(value, `its name is longer than ${maxPath} characters`);
};
/**
 * Reads an image reference by the grammar of distribution/reference, with Docker Hub's defaults: `app` is
 * `docker.io/library/app`. No tag is assumed where none is written.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
const parseReference = (value) => {
    if (value === '')
        fail(value, 'it is empty');
    if (/\s/.test(value))
        fail(value, 'it contains white space');
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value))
        fail(value, "it has a scheme (write 'host/name', not 'https://host/name')");
    const at = value.indexOf('@');
    const digest = at < 0 ? undefined : value.slice(at + 1);
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        return fail(value, `'${digest}' is not a digest (${_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestForm */ .JN})`);
    }
    const named = at < 0 ? value : value.slice(0, at);
    const colon = named.lastIndexOf(':');
    const tagged = colon > named.lastIndexOf('/');
    const tag = tagged ? named.slice(colon + 1) : undefined;
    if (tag !== undefined && !isTag(tag)) {
        fail(value, tag === ''
            ? "it ends in ':' without a tag"
            : `'${tag}' is not a tag (letters, digits, '_', '.', '-'; 128 at most; no '.' or '-' at the start)`);
    }
    const { registry, path } = splitRegistry(tagged ? named.slice(0, colon) : named);
    if (!host.test(registry) || !URL.canParse(`https://${registry}`))
        fail(value, `'${registry}' is not a host name`);
    // Docker reads it as a host, and in lower case as a name on Docker Hub: neither is what was meant.
    if (/^[a-z0-9-]*[A-Z][A-Za-z0-9-]*$/.test(registry) && registry.toLowerCase() !== 'localhost')
        fail(value, 'a repository is written in lower case');
    const hub = hubAliases.has(registry.toLowerCase());
    checkPath(value, path);
    return {
        registry: hub ? 'docker.io' : registry.toLowerCase(),
        path: hub && !path.includes('/') ? `library/${path}` : path,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_2__/* .defined */ .s)({ tag, digest })
    };
};
/**
 * Reads the name of a repository, without tag and digest.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
const parseRepository = (value) => {
    const { registry, path, tag, digest } = parseReference(value);
    if (tag === undefined && digest === undefined)
        return { registry, path };
    const why = tag === undefined ? 'it has a digest' : `it has the tag ':${tag}'`;
    throw new InvalidReferenceError({ what: `'${value}' is not the name of a repository`, why });
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
/** The last part of `/v2/<name>/manifests/…`: the digest where there is one, else the tag, else `latest`. */
const identifierOf = (reference) => reference.digest ?? reference.tag ?? 'latest';
/** The host (with port) that serves the registry's API. */
const apiHost = (registry) => (registry === 'docker.io' ? 'registry-1.docker.io' : registry);
/** The registry that a host serves, as references name it. */
const registryOfHost = (hostWithPort) => hubAliases.has(hostWithPort) ? 'docker.io' : hostWithPort;
/** This machine, whatever a name server says. */
const isLoopbackAddress = (hostname) => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
/** Loopback may always speak http: only this machine can listen. Names below localhost are kept for it (RFC 6761, 6.3). */
const isLoopback = (hostname) => isLoopbackAddress(hostname) || hostname.endsWith('.localhost');


/***/ }),

/***/ 5181:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  T: () => (/* binding */ httpAgents)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(4708);
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(1692);
// EXTERNAL MODULE: ./src/common/memoize.ts
var memoize = __nccwpck_require__(1857);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __nccwpck_require__(2689);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
;// CONCATENATED MODULE: ./src/registry/transport/proxy.ts



/** Upper case first; an empty variable is none. */
const read = (env, ...names) => names.flatMap(name => [env[name], env[name.toLowerCase()]]).find(value => value !== undefined && value !== '') ?? '';
const familyOf = (address) => ((0,external_node_net_.isIP)(address) === 6 ? 'ipv6' : 'ipv4');
/** An address, or a range of addresses (`10.0.0.0/8`, `fd00::/8`). */
const addresses = (address, bits) => {
    const list = new external_node_net_.BlockList();
    if (bits === undefined)
        list.addAddress(address, familyOf(address));
    else
        list.addSubnet(address, bits, familyOf(address));
    return host => (0,external_node_net_.isIP)(host) !== 0 && list.check(host, familyOf(host));
};
/** `example.com` covers the host and its subdomains; `.example.com` and `*.example.com` the subdomains alone. */
const domain = (name) => {
    const suffix = name.replace(/^\*?\./, '.');
    return suffix.startsWith('.') ? host => host.endsWith(suffix) : host => host === name || host.endsWith(`.${name}`);
};
const exceptionOf = (entry) => {
    if (entry === '*')
        return () => true;
    const [, network = '', bits = ''] = /^(.*)\/(\d{1,3})$/.exec(entry) ?? [];
    if ((0,external_node_net_.isIP)(network) !== 0 && Number(bits) <= ((0,external_node_net_.isIP)(network) === 6 ? 128 : 32))
        return addresses(network, Number(bits));
    const [, name = '', port = ''] = (0,external_node_net_.isIP)(entry) === 6 ? [entry, entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
    const bare = name.replace(/^\[(.*)\]$/, '$1');
    if (bare === '')
        return () => false;
    const matches = (0,external_node_net_.isIP)(bare) === 0 ? domain(bare) : addresses(bare);
    return (host, own) => (port === '' || port === own) && matches(host);
};
const isException = ({ protocol, hostname, port }, noProxy) => {
    const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
    const own = port === '' ? (protocol === 'http:' ? '80' : '443') : port;
    const entries = noProxy.toLowerCase().split(',');
    return entries.some(entry => entry.trim() !== '' && exceptionOf(entry.trim())(host, own));
};
/** Without a scheme it is http, whatever is asked of it. */
const parseProxy = (text) => {
    const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
    if (!URL.canParse(address))
        throw new user_error/* UserError */.yo({ what: 'the address of the proxy cannot be used' });
    const proxy = new URL(address);
    if (proxy.protocol === 'http:' || proxy.protocol === 'https:')
        return proxy;
    throw new user_error/* UserError */.yo({ what: `the proxy ${proxy.protocol}//${proxy.host} is not an http proxy` });
};
/**
 * The proxy for an address, by HTTPS_PROXY or HTTP_PROXY and NO_PROXY; undefined: none. Loopback has none.
 *
 * @throws UserError where it is not one of http
 */
const proxyFor = (url, env = process.env) => {
    if ((0,reference/* isLoopback */.U9)(url.hostname))
        return undefined;
    const text = read(env, url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY', 'ALL_PROXY');
    return text === '' || isException(url, read(env, 'NO_PROXY')) ? undefined : parseProxy(text);
};

;// CONCATENATED MODULE: ./src/registry/transport/spare-connections.ts
/** Servers close connections without a request, too, and theirs could cross with the first request. */
const maxIdleMs = 10_000;
/**
 * Waits for the TLS handshake.
 *
 * @param signal closes the connection, at any time
 */
const secured = (socket, signal) => new Promise((resolve, reject) => {
    const closed = new Error('the connection was closed');
    signal.addEventListener('abort', () => socket.destroy(closed));
    socket.once('secureConnect', () => {
        resolve(socket);
    });
    // It stays: an idle connection may break.
    socket.on('error', reject);
    socket.once('close', () => {
        reject(closed);
    });
});
const spare_connections_close = function () {
    this.destroy();
};
/** Keeps connections until a request takes them, for ten seconds at most. */
const spareConnections = () => {
    const waiting = new Map();
    const all = new WeakSet();
    const of = (host) => waiting.get(host) ?? [];
    return {
        add: (host, opening) => {
            const held = opening.then(socket => {
                all.add(socket);
                return socket.setTimeout(maxIdleMs, spare_connections_close);
            });
            // Avoid an unhandled rejection: who takes it opens another one.
            held.catch(() => undefined);
            waiting.set(host, [...of(host), held]);
        },
        takeOr: async (host, open) => {
            const spare = await of(host)
                .shift()
                ?.catch(() => undefined);
            return spare === undefined || spare.destroyed ? open() : spare.setTimeout(0).off('timeout', spare_connections_close);
        },
        count: host => of(host).length,
        has: socket => socket !== null && all.has(socket)
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/agents.ts








/** Where a connection leads. Those without a verified certificate are never prepared. */
const keyOf = ({ host, port, rejectUnauthorized }) => rejectUnauthorized === false ? '' : `${host ?? ''}:${port ?? ''}`;
/** The same for an address, with what a connection to it needs. */
const optionsOf = ({ hostname, port }) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    return { host, port: port === '' ? 443 : Number(port), servername: (0,external_node_net_.isIP)(host) === 0 ? host : '' };
};
const directOpener = (spares, signal) => {
    // One context for all connections: making one takes milliseconds.
    const agent = new (external_node_https_default()).Agent({ keepAlive: true, secureContext: (0,external_node_tls_.createSecureContext)() });
    const create = agent.createConnection.bind(agent);
    const connect = (options) => create(options);
    agent.createConnection = (options, callback) => {
        const host = keyOf(options);
        if (spares.count(host) === 0)
            return connect(options);
        void spares
            .takeOr(host, () => connect(options))
            .then(socket => {
            callback?.(null, socket);
        });
        return undefined;
    };
    return { agent, open: options => secured(connect({ ...agent.options, ...options }), signal) };
};
const proxyOpener = async (proxy, spares, signal) => {
    const { HttpsProxyAgent } = await __nccwpck_require__.e(/* import() */ 643).then(__nccwpck_require__.bind(__nccwpck_require__, 5643));
    // The agent does not track sockets that wait for the proxy.
    const agent = new HttpsProxyAgent(proxy, { keepAlive: true, signal });
    const connect = agent.connect.bind(agent);
    agent.connect = (request, options) => spares.takeOr(keyOf(options), () => connect(request, options));
    return {
        agent,
        open: async ({ port, ...options }) => {
            // The agent emits the response of the proxy on the request. Without one, the kind of the socket says enough.
            const request = new external_node_events_.EventEmitter();
            const socket = await connect(request, {
                ...options,
                port: port ?? 443,
                secureEndpoint: true
            });
            if (socket instanceof external_node_tls_.TLSSocket)
                return secured(socket, signal);
            throw new Error('the proxy does not connect');
        }
    };
};
/** Connections that are kept alive until they are closed. */
const httpAgents = () => {
    const closing = new AbortController();
    const { signal } = closing;
    // Each proxied connection and each pause listens.
    (0,external_node_events_.setMaxListeners)(0, signal);
    const spares = spareConnections();
    const plain = new (external_node_http_default()).Agent({ keepAlive: true });
    const agents = [plain];
    const openerOf = (0,memoize/* memoize */.B)((proxy = 'none') => proxy, async (proxy) => {
        const opener = proxy === undefined ? directOpener(spares, signal) : await proxyOpener(proxy, spares, signal);
        agents.push(opener.agent);
        return opener;
    });
    return {
        for: async (url) => {
            const proxy = proxyFor(url);
            if (url.protocol !== 'http:')
                return { agent: (await openerOf(proxy?.href)).agent };
            if (proxy === undefined)
                return { agent: plain };
            return { agent: proxy.protocol === 'http:' ? plain : (await openerOf()).agent, forwarder: proxy };
        },
        prepare: (url, count) => {
            const options = optionsOf(url);
            const open = async () => (await openerOf(proxyFor(url)?.href)).open(options);
            for (let i = 0; i < count; i++)
                spares.add(keyOf(options), open());
        },
        prepared: url => spares.count(keyOf(optionsOf(url))),
        wasPrepared: spares.has,
        close: () => {
            closing.abort(new Error('the connections are closed'));
            for (const agent of agents)
                agent.destroy();
        },
        signal
    };
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

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

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

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

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

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3245:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("supports-color");

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
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
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
