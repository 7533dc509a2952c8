import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2931:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ abortable)
/* harmony export */ });
/**
 * Waits for work, at most until the signal is aborted. The work itself continues, for others who wait for it.
 *
 * @throws the reason of the signal
 */
const abortable = async (work, signal) => {
    if (signal === undefined)
        return work;
    let abort = () => undefined;
    const aborted = new Promise((_, reject) => {
        abort = () => {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal can be anything
            reject(signal.reason);
        };
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([aborted, work]);
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
};


/***/ }),

/***/ 2017:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ awaitAll),
/* harmony export */   F: () => (/* binding */ awaitAllOrRefuse)
/* harmony export */ });
/* harmony import */ var _refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1690);

/**
 * Waits for all of the work, whatever fails, and then throws the first error: no write is still under way when the step
 * reports its failure. What may be written in pieces therefore waits like this too, all the way down.
 */
const awaitAll = async (work) => {
    const results = await Promise.allSettled(work);
    for (const result of results)
        if (result.status === 'rejected')
            throw result.reason;
    return results.map(result => (result.status === 'fulfilled' ? result.value : undefined));
};
/**
 * Waits for all of the work like {@link awaitAll}; where several pieces were refused, the error holds what each was refused
 * for, so that all can be mended at once.
 */
const awaitAllOrRefuse = async (work, heading) => {
    const results = await Promise.allSettled(work);
    const reasons = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []));
    const refusals = reasons.filter(reason => reason instanceof _refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f);
    if (refusals.length < reasons.length)
        throw reasons.find(reason => !(reason instanceof _refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f));
    if (refusals.length > 0)
        throw new _refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f(refusals.flatMap(({ problems }) => problems), heading);
    return results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
};


/***/ }),

/***/ 7832:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ defined)
/* harmony export */ });
/** Leaves out the members that are undefined, as `exactOptionalPropertyTypes` requires. The others keep their order. */
const defined = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));


/***/ }),

/***/ 9927:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P7: () => (/* binding */ asStrings),
/* harmony export */   _j: () => (/* binding */ asArray),
/* harmony export */   i: () => (/* binding */ asNumber),
/* harmony export */   oJ: () => (/* binding */ asString),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   qY: () => (/* binding */ asRecord),
/* harmony export */   sJ: () => (/* binding */ jsonReader),
/* harmony export */   u4: () => (/* binding */ isRecord)
/* harmony export */ });
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Parses JSON; undefined, which JSON cannot express, where the text is not JSON. */
const parseJson = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};
// Lenient reads, for documents that are used as far as they go: a member of another kind counts as absent.
const asRecord = (value) => (isRecord(value) ? value : {});
const asArray = (value) => (Array.isArray(value) ? value : []);
/** A string; undefined where it is empty: Go programs write '' for what is absent. */
const asString = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const asNumber = (value) => (typeof value === 'number' ? value : undefined);
/** The members of an object that are strings, empty ones included. */
const asStrings = (value) => Object.fromEntries(Object.entries(asRecord(value)).filter((entry) => typeof entry[1] === 'string'));
/** @param fail throws the error of the document: the member `where` is not `expected`, as in `an object` */
const jsonReader = (fail) => {
    const array = (value, where) => (Array.isArray(value) ? value : fail(where, 'an array'));
    const string = (value, where) => asString(value) ?? fail(where, 'a non-empty string');
    return {
        record: (value, where) => (isRecord(value) ? value : fail(where, 'an object')),
        array,
        optionalArray: (value, where) => array(value ?? [], where),
        string,
        optionalString: (value, where) => value === undefined || value === null || value === '' ? undefined : string(value, where)
    };
};


/***/ }),

/***/ 1690:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ RefusedError)
/* harmony export */ });
/* harmony import */ var _user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);

/** Images cannot become what they are to become; the message holds every problem. */
class RefusedError extends _user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    problems;
    name = 'RefusedError';
    /** @param problems sentences, each with what to do */
    constructor(problems, heading = 'the list cannot be made') {
        const [first = heading, ...others] = problems;
        super(others.length === 0 ? { what: first } : { what: heading, problems });
        this.problems = problems;
    }
}


/***/ }),

/***/ 2689:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   SM: () => (/* binding */ remedyOf),
/* harmony export */   XR: () => (/* binding */ formatUserError),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/* unused harmony exports capitalize, withoutFullStop */
/** Upper-cases the first letter, unless the text begins with a name that has a case of its own (`ghcr.io/org/app`). */
const capitalize = (text) => /^[a-z][a-z'’-]*[,:;.!?)]*(?:\s|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
/** The text without the full stop at its end; an ellipsis stays. */
const withoutFullStop = (text) => text.trim().replace(/(?<!\.)\.{1,2}$/, '');
/** Whether a text ends in lines of their own, as the output of a program does: `docker build failed:\n…`. */
const endsInLines = (text) => text.includes(':\n');
/** The text with one full stop at its end, unless it ends in another mark, or in lines of their own. */
const withFullStop = (text) => {
    // Lines of a program stay as they are, with or without a full stop.
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

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1342);

await ((0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .isPost */ .tl)() ? (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanUp */ .nY)() : (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1318:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ parseInput),
/* harmony export */   Uo: () => (/* binding */ unknownValue),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   fV: () => (/* binding */ missingInput)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);

/** An input cannot be used: which one, what is wrong with it, and what to write instead. */
class InputError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    input;
    name = 'InputError';
    /**
     * @param input its name in action.yml
     * @param what what is wrong, with the value; what begins with `Input '…'` is the whole sentence
     * @param remedy what to do
     */
    constructor(input, what, remedy, cause) {
        super({ what, remedy, input, cause });
        this.input = input;
    }
}
/** An input that has to be given is not. */
const missingInput = (input, remedy) => new InputError(input, `Input '${input}' is required`, remedy);
/** An input takes one of a few values, and this is not one of them. */
const unknownValue = (input, value, known, noun = 'value') => new InputError(input, `unknown ${noun} '${value}'`, `use one of: ${known.join(', ')}`);
/**
 * Parses the value of an input.
 *
 * @throws InputError with what the parser refuses
 */
const parseInput = (input, value, remedy, parse) => {
    try {
        return parse(value);
    }
    catch (error) {
        if (!(error instanceof _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        throw new InputError(input, error.reason, remedy, error);
    }
};


/***/ }),

/***/ 9066:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ inputReader)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1318);

/** @param get the value of an input, trimmed; '' when it is not given (`readInputs` of the runner) */
const inputReader = (get) => {
    const string = name => {
        const value = get(name);
        return value === '' ? undefined : value;
    };
    const split = (name, separator) => get(name)
        .split(separator)
        .map(item => item.trim())
        .filter(item => item !== '');
    return {
        string,
        line: name => {
            const value = string(name);
            if (value !== undefined && /[\r\n]/.test(value))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' has a line break`, 'write it on one line');
            return value;
        },
        list: name => split(name, /[\r\n,]+/),
        lines: name => split(name, /[\r\n]+/),
        keyValues: name => Object.fromEntries(split(name, /[\r\n]+/).map(line => {
            const equals = line.indexOf('=');
            if (equals < 1)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `the line '${line}' is not of the form key=value`, 'write one key=value per line');
            return [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
        })),
        boolean: (name, defaultValue) => {
            const value = string(name);
            if (value === undefined)
                return defaultValue;
            // The spellings of YAML 1.2's core schema, as the toolkit takes them.
            if (/^(?:true|True|TRUE)$/.test(value))
                return true;
            if (/^(?:false|False|FALSE)$/.test(value))
                return false;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' is neither true nor false`, "write 'true' or 'false'");
        },
        choice: (name, values, defaultValue) => {
            const value = string(name);
            if (value === undefined)
                return defaultValue;
            const found = values.find(item => item === value);
            if (found === undefined)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownValue */ .Uo)(name, value, values);
            return found;
        },
        positiveInteger: (name, defaultValue) => {
            const value = string(name);
            if (value === undefined)
                return defaultValue;
            if (!/^[1-9]\d{0,2}$/.test(value))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' is not a whole number from 1 to 999`, 'write it like 5');
            return Number(value);
        }
    };
};


/***/ }),

/***/ 1342:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  nY: () => (/* binding */ cleanUp),
  tl: () => (/* binding */ isPost),
  eF: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __nccwpck_require__(7832);
// EXTERNAL MODULE: ./src/common/json.ts
var json = __nccwpck_require__(9927);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __nccwpck_require__(2689);
// EXTERNAL MODULE: ./src/runner/repository.ts
var repository = __nccwpck_require__(1904);
;// CONCATENATED MODULE: ./src/inputs/context.ts





/** The payload of the event; some starts have none, and nothing depends on it. */
const readEvent = (path) => {
    if (path === undefined || path === '')
        return {};
    try {
        return (0,json/* asRecord */.qY)((0,json/* parseJson */.qF)((0,external_node_fs_.readFileSync)(path, 'utf8')));
    }
    catch {
        return {};
    }
};
const factsOf = (event) => {
    const commit = (0,json/* asRecord */.qY)(event.head_commit);
    const [id, time] = [(0,json/* asString */.oJ)(commit.id), (0,json/* asString */.oJ)(commit.timestamp)];
    return (0,defined/* defined */.s)({
        repositoryLabels: (0,json/* isRecord */.u4)(event.repository) ? (0,repository/* repositoryLabels */.c)(event.repository) : undefined,
        headCommit: id === undefined || time === undefined ? undefined : { id, time }
    });
};
/** SOURCE_DATE_EPOCH by the specification of reproducible-builds.org: seconds as a decimal number. */
const readEpoch = (value) => {
    if (value === undefined || value === '')
        return undefined;
    // Beyond the year 9999 none of the formats that we write can hold it.
    if (/^\d{1,11}$/.test(value))
        return Number(value);
    throw new user_error/* UserError */.yo({
        what: `the variable SOURCE_DATE_EPOCH is '${value}'`,
        why: 'it is not a number of seconds since 1970',
        remedy: 'set it to one, or remove it'
    });
};
/** Reads the default variables that GitHub documents; what is missing is empty. */
const readContext = (env) => ({
    eventName: env.GITHUB_EVENT_NAME ?? '',
    sha: env.GITHUB_SHA ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    repository: env.GITHUB_REPOSITORY ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    workspace: env.GITHUB_WORKSPACE ?? '',
    ...(0,defined/* defined */.s)({
        gitTag: env.GITHUB_REF_TYPE === 'tag' ? env.GITHUB_REF_NAME : undefined,
        sourceDateEpoch: readEpoch(env.SOURCE_DATE_EPOCH)
    }),
    ...factsOf(readEvent(env.GITHUB_EVENT_PATH))
});

// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __nccwpck_require__(1318);
;// CONCATENATED MODULE: ./src/inputs/modes.ts

const modes = ['build', 'manifest', 'rebase', 'assemble', 'check', 'plan'];
/** GitHub passes an input with a default to every mode, so those that have no use for it take it too. */
const everywhere = ['github-token'];
/** What it takes to reach the registry of an image. */
const reaching = [...everywhere, 'image', 'tags', 'username', 'password', 'retries', 'insecure-registries'];
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
    check: [...reaching, 'base-image', 'source', 'fail-on'],
    plan: [...everywhere, 'releases', 'runners']
};
/** The inputs of action.yml. */
const inputNames = ['mode', ...new Set(modes.flatMap(mode => inputsOf[mode]))];
/**
 * Reads the mode, and refuses inputs that the mode does not take: an input without effect is a mistake.
 *
 * @throws InputError that names the input
 */
const readMode = (read) => {
    const mode = read.choice('mode', modes, 'build');
    for (const name of inputNames) {
        if (name === 'mode' || inputsOf[mode].includes(name) || read.string(name) === undefined)
            continue;
        const takers = modes.filter(one => inputsOf[one].includes(name)).map(one => `'${one}'`);
        throw new errors/* InputError */.dz(name, `Input '${name}' does not apply to mode '${mode}'`, `remove it, or use mode ${takers.join(' or ')}`);
    }
    return mode;
};

// EXTERNAL MODULE: ./src/inputs/reader.ts
var reader = __nccwpck_require__(9066);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./src/common/memoize.ts
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

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: ./src/common/abortable.ts
var abortable = __nccwpck_require__(2931);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __nccwpck_require__(8825);
// EXTERNAL MODULE: ./src/oci/document.ts
var oci_document = __nccwpck_require__(720);
;// CONCATENATED MODULE: ./src/registry/access.ts


/**
 * A request to a repository.
 *
 * @param address below the repository's own, with the query if any (`manifests/v1`), or a whole one that the registry gave
 */
const repositoryRequest = ({ repository, scope, signal }, address, rest) => ({
    scopes: [scope],
    ...rest,
    url: new URL(address, `https://${(0,reference/* apiHost */.nz)(repository.registry)}/v2/${repository.path}/`),
    ...(0,defined/* defined */.s)({ signal })
});

// EXTERNAL MODULE: ./src/registry/transport/response-error.ts + 1 modules
var response_error = __nccwpck_require__(7511);
// EXTERNAL MODULE: ./src/registry/transport/connection-error.ts
var connection_error = __nccwpck_require__(2574);
// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var transport_errors = __nccwpck_require__(3758);
// EXTERNAL MODULE: ./src/registry/transport/retry.ts
var retry = __nccwpck_require__(7779);
// EXTERNAL MODULE: ./src/registry/transport/transport.ts
var transport_transport = __nccwpck_require__(8436);
;// CONCATENATED MODULE: ./src/registry/transport/scheme.ts




/** Whether an address that one address leads to is as safe: https, or the same scheme as before. */
const isSafeRedirect = (from, to) => to.protocol === 'https:' || to.protocol === from.protocol;
/** What a TLS greeting to a server that does not speak TLS ends in. */
const tlsFailure = /EPROTO|ERR_SSL|ECONNRESET|HPE_/;
const tryTls = async (inner, request) => {
    try {
        return { plain: false, response: await inner(request) };
    }
    catch (error) {
        const cause = error instanceof transport_errors/* RegistryError */.gl ? error.cause : undefined;
        // Node's words for a connection that ended after it had come about: TLS was spoken then.
        if (tlsFailure.test(String(cause?.code)) && cause?.message !== 'socket hang up')
            return { plain: true };
        throw error;
    }
};
/** Finds out what a host speaks. What breaks a long body says nothing of that: something short finds it out. */
const probe = async (inner, request) => {
    if (!(0,transport_transport/* isStream */.rL)(request.body))
        return tryTls(inner, request);
    const head = { method: 'HEAD', url: new URL('/', request.url), action: request.action };
    const { plain, response } = await tryTls(inner, head);
    if (response !== undefined)
        (0,transport_transport/* discard */.vf)(response);
    return { plain };
};
const overHttp = (request) => {
    const url = new URL(request.url);
    url.protocol = 'http:';
    return { ...request, url };
};
/**
 * Tries https first and falls back to http on hosts where that is allowed; what a host speaks is remembered.
 *
 * @param insecure hosts (with port) that may be reached over http
 */
const withScheme = (insecure) => {
    const mayBePlain = (url) => insecure.has(url.host) || (0,reference/* isLoopback */.U9)(url.hostname);
    const speaksPlain = memoize(({ url }) => url.host, (_, find) => find());
    return (inner) => async (request) => {
        const { url } = request;
        if (url.protocol === 'http:' && !mayBePlain(url)) {
            throw (0,transport_errors/* protocolError */.JW)(request, `${url.host} asks for a request over plain http`, "If that is intended, add the host to 'insecure-registries'.");
        }
        if (url.protocol === 'http:' || !mayBePlain(url))
            return inner(request);
        const own = {};
        const probing = speaksPlain(request, async () => (own.probed = await probe(inner, request)).plain);
        const isPlain = await (0,transport_errors/* awaitShared */.u)(probing, request);
        if (own.probed?.response !== undefined)
            return own.probed.response;
        try {
            return await inner(isPlain ? overHttp(request) : request);
        }
        catch (error) {
            // Nothing was learnt: the next request finds out.
            if (own.probed?.plain === true)
                speaksPlain.forget(probing);
            throw error;
        }
    };
};

;// CONCATENATED MODULE: ./src/registry/verifying-stream.ts



/**
 * Stops content that is not what its descriptor says before its last chunk is through.
 *
 * @param moved is called with the size of each chunk, in bytes
 * @param wrong makes the error that the stream ends in
 */
const verifyingStream = ({ digest, size }, moved, wrong = what => new transport_transport/* BodyError */.Ru({ what })) => {
    const hash = (0,oci_digest/* hashFor */.Og)(digest);
    let seen = 0;
    let held;
    return new external_node_stream_.Transform({
        transform(chunk, _, done) {
            seen += chunk.length;
            if (seen > size) {
                done(wrong(`the blob ${digest} is larger than the ${size} bytes that its descriptor says`));
                return;
            }
            hash.update(chunk);
            moved(chunk.length);
            const ready = held;
            held = chunk;
            done(undefined, ready);
        },
        flush(done) {
            const [algorithm = ''] = digest.split(':');
            const actual = `${algorithm}:${hash.digest('hex')}`;
            if (seen !== size)
                done(wrong(`the blob ${digest} has ${seen} bytes, but its descriptor says ${size}`));
            else if (actual !== digest)
                done(wrong(`the content of the blob ${digest} has the digest ${actual}`));
            else
                done(undefined, held);
        }
    });
};

;// CONCATENATED MODULE: ./src/registry/blobs.ts









/** Asks whether a repository has a blob. */
const hasBlob = async (access, digest, exchange) => {
    const request = repositoryRequest(access, `blobs/${digest}`, {
        method: 'HEAD',
        action: `looking for ${digest} in ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    const response = await exchange(request);
    if (response.status === 404)
        return false;
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, response);
    return true;
};
/** Opens a blob for reading, checked against its descriptor; see {@link BlobClient}. */
const openBlob = async (access, descriptor, moved, transport) => {
    const request = repositoryRequest(access, `blobs/${descriptor.digest}`, {
        method: 'GET',
        action: `reading ${descriptor.digest} of ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    const response = await transport(request);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, await (0,connection_error/* readResponse */.U)(request, response));
    const fail = (error) => (0,connection_error/* connectionError */.$)(request, error);
    const checked = verifyingStream(descriptor, moved, what => fail(new transport_transport/* BodyError */.Ru({ what })));
    // Until somebody reads it, nobody listens.
    checked.on('error', () => undefined);
    response.body.on('error', error => checked.destroy(fail(error)));
    checked.once('close', () => response.body.destroy());
    return response.body.pipe(checked);
};
/** @param query with its question mark */
const uploadRequest = (access, query, digest, scopes) => repositoryRequest(access, `blobs/uploads/${query}`, {
    method: 'POST',
    body: new Uint8Array(),
    scopes,
    action: `uploading ${digest} to ${(0,reference/* formatRepository */.Sh)(access.repository)}`
});
/** The Location of an upload: absolute or relative, with or without a query (distribution spec, "POST then PUT"). */
const uploadSession = (request, response) => {
    const location = (0,transport_transport/* headerOf */.rR)(response, 'location');
    if (location === undefined || !URL.canParse(location, response.url.href)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} opened an upload without a valid address`);
    }
    const url = new URL(location, response.url);
    // Registries behind a proxy that ends TLS may call themselves http.
    if (url.host === response.url.host)
        url.protocol = response.url.protocol;
    if (!isSafeRedirect(response.url, url)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} redirects an upload from ${response.url.protocol}// to ${url.protocol}//${url.host}, which is not safe`);
    }
    return url;
};
/** Asks for a mount; see {@link BlobClient}. */
const mountBlob = async (access, digest, from, exchange, policy) => {
    const query = `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`;
    // One token for both sides: Docker Hub mounts only what the same token may read.
    const request = uploadRequest(access, query, digest, [access.scope, `repository:${from.path}:pull`]);
    // What passes is no reason to send a whole layer. A blob that cannot be mounted can be uploaded; what keeps that from
    // working is told by the upload.
    const response = await (0,retry/* retry */.L5)(policy, () => exchange(request)).catch(() => undefined);
    if (response?.status === 201)
        return 'mounted';
    return response?.status === 202 ? uploadSession(request, response) : undefined;
};
/** Opens an upload. */
const startUpload = async (access, digest, exchange) => {
    const request = uploadRequest(access, '', digest, [access.scope]);
    const response = await exchange(request);
    if (response.status !== 202)
        throw (0,response_error/* responseError */.U3)(request, response);
    return uploadSession(request, response);
};
/** An upload that the registry has forgotten, or whose content it got broken: a new one may succeed. */
const lostSessionCodes = new Set(['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID']);
/** Sends the whole of a blob, as the end of an upload. */
const finishUpload = async (access, session, digest, body, transport) => {
    const url = new URL(session);
    // The query is the registry's: put together anew, its signature would not hold.
    url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
    const request = repositoryRequest(access, url, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body,
        action: `uploading ${digest} to ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    const response = await transport(request);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, await (0,connection_error/* readResponse */.U)(request, response), lostSessionCodes);
    (0,transport_transport/* discard */.vf)(response);
};
const openBlobs = (access, { exchange, transport }, policy) => ({
    has: digest => hasBlob(access, digest, exchange),
    hasNow: digest => hasBlob(access, digest, (0,retry/* sendOnce */.E4)(transport)),
    open: (descriptor, moved) => openBlob(access, descriptor, moved, transport),
    mount: (digest, from) => mountBlob(access, digest, from, exchange, policy),
    start: digest => startUpload(access, digest, exchange),
    send: (session, digest, body) => finishUpload(access, session, digest, body, transport)
});

// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __nccwpck_require__(9217);
// EXTERNAL MODULE: ./src/runner/log.ts
var log = __nccwpck_require__(7708);
;// CONCATENATED MODULE: ./src/registry/manifests.ts









const nameOf = ({ repository }, identifier) => `${(0,reference/* formatRepository */.Sh)(repository)}${(0,oci_digest/* isDigest */.Bc)(identifier) ? '@' : ':'}${identifier}`;
/** A request for a manifest or list (distribution spec, "Pulling manifests"). */
const manifestRequest = (access, method, identifier) => repositoryRequest(access, `manifests/${identifier}`, {
    method,
    headers: { accept: media_types/* acceptedManifests */.My },
    action: `reading ${nameOf(access, identifier)}`
});
/** The digest that the registry gives the content; undefined where it says none. */
const declaredDigest = (response) => {
    const header = (0,transport_transport/* headerOf */.rR)(response, 'docker-content-digest');
    return (0,oci_digest/* isDigest */.Bc)(header) ? header : undefined;
};
const typeOf = (response) => ((0,transport_transport/* headerOf */.rR)(response, 'content-type') ?? '').split(';')[0]?.trim() ?? '';
/** A 404 of a registry means "absent"; one with a web page comes from something else. */
const isAbsent = (response) => response.status === 404 && typeOf(response) !== 'text/html';
/**
 * Checks content against the digest that was asked for, and the one that the registry gives it.
 *
 * @returns its digest
 */
const checkDigest = (request, response, wanted) => {
    const declared = declaredDigest(response);
    for (const digest of [wanted, declared]) {
        if (digest !== undefined && !(0,oci_digest/* matchesDigest */._j)(response.bytes, digest)) {
            throw (0,transport_errors/* protocolError */.JW)(request, `the content does not match its digest ${digest} (${response.bytes.length} bytes received)`, 'Something on the way changes or cuts the content: check the proxy, the mirror, and the storage of the registry.');
        }
    }
    return wanted ?? declared ?? (0,oci_digest/* digestOf */.ol)(response.bytes);
};
/** Parses what a request has read; what cannot be parsed is an error of the request. */
const parseFor = (request, parse) => {
    try {
        return parse();
    }
    catch (error) {
        if (!(error instanceof oci_document/* DocumentError */.Mi))
            throw error;
        const remedy = 'Build and push the image again, and check whether something on the way changes it.';
        throw (0,transport_errors/* protocolError */.JW)(request, (0,log/* printable */.g$)(error.reason), remedy, error);
    }
};
/** Reads a manifest or list, of whatever media type, by tag or digest; undefined where there is none. */
const fetchManifest = async (access, identifier, exchange) => {
    const request = manifestRequest(access, 'GET', identifier);
    const response = await exchange(request);
    if (isAbsent(response))
        return undefined;
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, response);
    if (typeOf(response) === 'text/html') {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} answered with a web page`, "It does not look like a registry: check the host in the input 'image'.");
    }
    const digest = checkDigest(request, response, (0,oci_digest/* isDigest */.Bc)(identifier) ? identifier : undefined);
    return { bytes: response.bytes, mediaType: typeOf(response), digest };
};
/**
 * Asks which digest a tag or digest stands for now; undefined where there is none.
 *
 * @param read is asked where the registry leaves the digest out of a HEAD, as some do
 */
const resolveDigest = async (access, identifier, exchange, read) => {
    const request = manifestRequest(access, 'HEAD', identifier);
    const response = await exchange(request);
    if (isAbsent(response))
        return undefined;
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, response);
    return declaredDigest(response) ?? (await read(identifier))?.digest;
};
/** A request for the config of an image. */
const configRequest = (access, manifest) => repositoryRequest(access, `blobs/${manifest.config.digest}`, {
    method: 'GET',
    action: `reading the config of ${nameOf(access, manifest.digest)}`
});
/** Reads the config of an image as it is. */
const fetchConfig = async (access, manifest, exchange) => {
    const request = configRequest(access, manifest);
    const response = await exchange(request);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, response);
    checkDigest(request, response, manifest.config.digest);
    return response.bytes;
};
/** Codes for "a part is not there", which a registry may say of what was written a moment ago. */
const laggingCodes = new Set(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN']);
/** Sends a manifest or list once, under a tag or its digest. */
const sendManifest = async (access, identifier, { bytes, mediaType, digest }, exchange) => {
    const request = repositoryRequest(access, `manifests/${identifier}`, {
        method: 'PUT',
        headers: { 'content-type': mediaType },
        body: bytes,
        action: `writing ${nameOf(access, identifier)}`
    });
    const response = await exchange(request);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, response, laggingCodes);
    const declared = declaredDigest(response);
    if (declared !== undefined && declared !== digest) {
        throw (0,transport_errors/* protocolError */.JW)(request, `the registry stored it as ${declared}, but its digest is ${digest}`);
    }
};

;// CONCATENATED MODULE: ./src/registry/tag-list.ts





/** A repository with more than that is not listed to its end: base images have some thousand tags. */
const maxTags = 100_000;
const maxPages = 100;
/** The next page of `Link: <…>; rel="next"` (RFC 8288; distribution spec, "Listing Tags"). */
const nextPage = (request, response) => {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec((0,transport_transport/* headerOf */.rR)(response, 'link') ?? '')?.[1];
    if (target === undefined)
        return undefined;
    if (!URL.canParse(target, request.url.href))
        throw (0,transport_errors/* protocolError */.JW)(request, 'the address of its next page is invalid');
    const url = new URL(target, request.url);
    // A page elsewhere would be asked for without the login, and is none of this repository's.
    if (url.host !== request.url.host)
        throw (0,transport_errors/* protocolError */.JW)(request, `its next page is on another host, ${url.host}`);
    url.protocol = request.url.protocol;
    return url;
};
const tagsOf = (request, response) => {
    let json;
    try {
        json = JSON.parse(Buffer.from(response.bytes).toString('utf8'));
    }
    catch (cause) {
        throw (0,transport_errors/* protocolError */.JW)(request, 'the registry did not answer with JSON', undefined, cause);
    }
    // Distribution writes null when the last tag is gone.
    const tags = json?.tags ?? [];
    if (!Array.isArray(tags))
        throw (0,transport_errors/* protocolError */.JW)(request, 'the registry answered without a list of tags');
    return tags.filter((tag) => typeof tag === 'string' && (0,reference/* isTag */.dz)(tag));
};
/**
 * All tags of a repository; none where it does not exist.
 *
 * @throws RegistryError when the registry does not list them
 */
const listTags = async (access, exchange) => {
    const first = repositoryRequest(access, 'tags/list?n=1000', {
        method: 'GET',
        action: `listing the tags of ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    let tags = [];
    let url = first.url;
    for (let page = 0; url !== undefined; page++) {
        const request = { ...first, url };
        if (page === maxPages)
            throw (0,transport_errors/* protocolError */.JW)(request, `it has more than ${maxPages} pages of tags`);
        const response = await exchange(request);
        if (response.status === 404 && page === 0)
            return [];
        if (!(0,transport_transport/* isSuccess */.oJ)(response))
            throw (0,response_error/* responseError */.U3)(request, response);
        tags = tags.concat(tagsOf(request, response));
        if (tags.length > maxTags)
            throw (0,transport_errors/* protocolError */.JW)(request, `it has more than ${maxTags} tags`);
        url = nextPage(request, response);
    }
    return tags;
};

;// CONCATENATED MODULE: ./src/registry/repository.ts









const sharedReads = (access, exchange) => {
    const byDigest = memoize(digest => digest, async (digest, known) => known ?? fetchManifest(access, digest, exchange));
    const configs = new Map();
    const config = memoize((manifest) => manifest.config.digest, async (manifest) => {
        const bytes = await fetchConfig(access, manifest, exchange);
        configs.set(manifest.config.digest, bytes);
        return parseFor(configRequest(access, manifest), () => (0,oci_document/* parseConfig */.o4)(bytes));
    });
    return {
        content: async (identifier) => {
            if ((0,oci_digest/* isDigest */.Bc)(identifier))
                return byDigest(identifier);
            const found = await fetchManifest(access, identifier, exchange);
            return found === undefined ? undefined : byDigest(found.digest, found);
        },
        config,
        configBytes: ({ digest, size }) => {
            const bytes = configs.get(digest);
            // Where the size is a lie the registry's content is compared with it, as that of every other blob.
            return bytes?.length === size ? bytes : undefined;
        }
    };
};
/** Blobs of which those that were read already need no request. */
const withRead = (blobs, { configBytes }) => ({
    ...blobs,
    open: (descriptor, moved) => {
        const bytes = configBytes(descriptor);
        if (bytes === undefined)
            return blobs.open(descriptor, moved);
        moved(bytes.length);
        return Promise.resolve(external_node_stream_.Readable.from([Buffer.from(bytes)]));
    }
});
const clientOf = (access, connection, policy, reads) => {
    const { repository, signal } = access;
    const { exchange, transport } = connection;
    const content = identifier => (0,abortable/* abortable */.Z)(reads.content(identifier), signal);
    return {
        repository,
        blobs: withRead(openBlobs(access, connection, policy), reads),
        get: async (identifier) => {
            const found = await content(identifier);
            return found === undefined
                ? undefined
                : parseFor(manifestRequest(access, 'GET', identifier), () => (0,oci_document/* parseDocument */.Tp)(found));
        },
        content,
        head: identifier => resolveDigest(access, identifier, exchange, content),
        config: manifest => (0,abortable/* abortable */.Z)(reads.config(manifest), signal),
        tags: () => listTags(access, exchange),
        put: (identifier, written) => {
            // An immutable tag cannot be written twice: what has been done must be seen.
            const askOnce = (0,retry/* sendOnce */.E4)(transport);
            const isDone = async () => (await resolveDigest(access, identifier, askOnce, other => fetchManifest(access, other, askOnce))) ===
                written.digest;
            return (0,retry/* retryWrite */.oJ)(policy, () => sendManifest(access, identifier, written, exchange), isDone);
        },
        withSignal: other => clientOf({ ...access, signal: other }, connection, (0,retry/* withSignal */.l_)(policy, other), reads)
    };
};
/**
 * Opens a repository.
 *
 * All methods reject with a RegistryError that names the reference, the reason and the remedy.
 */
const openRepository = (repository, rights, connection, policy) => {
    const access = { repository, scope: `repository:${repository.path}:${rights}` };
    return clientOf(access, connection, policy, sharedReads(access, connection.exchange));
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

// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __nccwpck_require__(2017);
;// CONCATENATED MODULE: ./src/common/task-group.ts

/**
 * Groups tasks: the first failure cancels the others, and is what each of them fails with.
 *
 * @param outer cancels the whole group
 */
const taskGroup = (outer) => {
    const controller = new AbortController();
    const { signal } = controller;
    // Each request and each pause of the tasks listens.
    (0,external_node_events_.setMaxListeners)(0, signal);
    const cancel = () => {
        controller.abort(outer?.reason);
    };
    outer?.addEventListener('abort', cancel, { once: true });
    if (outer?.aborted === true)
        cancel();
    return {
        signal,
        run: async (task) => {
            try {
                signal.throwIfAborted();
                return await task();
            }
            catch (error) {
                controller.abort(error);
                throw signal.reason;
            }
        }
    };
};

// EXTERNAL MODULE: ./src/runner/progress.ts
var runner_progress = __nccwpck_require__(667);
// EXTERNAL MODULE: ./src/registry/image-error.ts
var image_error = __nccwpck_require__(2217);
// EXTERNAL MODULE: ./src/registry/traversal.ts
var registry_traversal = __nccwpck_require__(6321);
;// CONCATENATED MODULE: ./src/registry/upload.ts





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
        const resetProgress = () => {
            content?.destroy();
            progress?.moved(-counted);
            counted = 0;
        };
        const openBody = async () => {
            resetProgress();
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
            resetProgress();
            throw error;
        }
    };
    await (0,retry/* retryWrite */.oJ)(policy, send, () => to.blobs.hasNow(blob.digest));
};
/** Sends small content that was made here, such as a config. */
const uploadContent = (to, { bytes, mediaType, digest }, options) => {
    const blob = { mediaType, digest, size: bytes.length };
    return upload(to, { blob, open: () => Promise.resolve(external_node_stream_.Readable.from([Buffer.from(bytes)])) }, options);
};
/** A blob from here. What is no longer what the descriptor says breaks its upload. */
const localSource = ({ blob, open }) => ({
    blob,
    open: moved => Promise.resolve((0,external_node_stream_.pipeline)(open(), verifyingStream(blob, moved), new external_node_stream_.PassThrough(), () => undefined))
});
/**
 * Brings blobs into repositories: each registry gets a blob once, and its other repositories mount it from there. What is
 * there already stays.
 */
const oncePerRegistry = (send) => {
    /** The first repository of a registry to have a blob. */
    const firstHolder = memoize(({ repository }, { blob }) => `${repository.registry} ${blob.digest}`, async (to, source, isThere) => {
        if (!isThere)
            await send(to, source);
        return to.repository;
    });
    return async (to, source) => {
        const { digest } = source.blob;
        const isThere = await to.blobs.has(digest);
        const arriving = firstHolder(to, source, isThere);
        if (isThere)
            return;
        const holder = await arriving;
        if ((0,reference/* sameRepository */.RB)(holder, to.repository))
            return;
        const offered = await to.blobs.mount(digest, holder);
        if (offered !== 'mounted')
            await send(to, source, offered);
    };
};

;// CONCATENATED MODULE: ./src/registry/copy.ts







/** Copies one blob: by a mount within a registry, else once into each registry. */
const blobCopier = (send) => {
    const bring = oncePerRegistry(send);
    return async (from, to, blob) => {
        const source = { blob, open: moved => from.blobs.open(blob, moved) };
        if (from.repository.registry !== to.repository.registry)
            return bring(to, source);
        const offered = await to.blobs.mount(blob.digest, from.repository);
        if (offered === 'mounted' || (await to.blobs.has(blob.digest)))
            return;
        await send(to, source, offered);
    };
};
const copyParts = async (from, to, document, traversal, { copyBlobs, copyDocument }) => {
    if (document.kind === 'index') {
        const next = (0,registry_traversal/* descend */.X)(document, (0,reference/* formatReference */.FH)({ ...from.repository, digest: document.digest }), traversal);
        await (0,await_all/* awaitAll */.A)(document.manifests.map(child => copyDocument(from, to, child.digest, next)));
        return;
    }
    await copyBlobs(from, to, [document.config, ...document.layers]);
};
const isKnownType = (mediaType) => (0,media_types/* isIndexType */.$U)(mediaType) || (0,media_types/* isManifestType */.Q3)(mediaType);
/** Copies one manifest or list after its parts, unless it is there already. */
const copyDocument = async (from, to, digest, traversal, parts) => {
    const [there, content] = await (0,await_all/* awaitAll */.A)([to.head(digest), from.content(digest)]);
    if (there === digest)
        return;
    if (content === undefined) {
        const what = `${(0,reference/* formatReference */.FH)({ ...from.repository, digest })} cannot be copied`;
        throw new image_error/* ImageError */.C({ what, why: 'it does not exist', remedy: 'Build and push it again' });
    }
    // What an unknown type refers to nobody can tell: it goes as it is, and the registry says whether it lacks something.
    const document = isKnownType(content.mediaType) ? await from.get(digest) : undefined;
    if (document !== undefined)
        await copyParts(from, to, document, traversal, parts);
    await to.put(digest, content);
};
/**
 * Copies each blob and each document once: images of one list share layers, and lists share images.
 *
 * @param send sends the blobs that have to be streamed
 * @param run runs every copy
 */
const copier = (send, { run }) => {
    const copyBlob = blobCopier(send);
    const keyOf = ({ repository }, digest) => (0,reference/* formatReference */.FH)({ ...repository, digest });
    const copyOnce = memoize((_, to, { digest }) => keyOf(to, digest), (...blob) => run(() => copyBlob(...blob)));
    const copyBlobs = async (from, to, blobs) => {
        if ((0,reference/* sameRepository */.RB)(from.repository, to.repository))
            return;
        await (0,await_all/* awaitAll */.A)(blobs.filter(blob => !(0,media_types/* isForeignLayer */.sJ)(blob)).map(blob => copyOnce(from, to, blob)));
    };
    const documents = memoize((_, to, digest) => keyOf(to, digest), (...document) => run(() => copyDocument(...document, { copyBlobs, copyDocument: documents })));
    return { copy: (from, to, digest) => documents(from, to, digest, (0,registry_traversal/* startTraversal */.N)()), copyBlobs };
};

;// CONCATENATED MODULE: ./src/registry/transfers.ts







/** Blobs that are streamed at a time. */
const maxStreams = 4;
const transfers = (policy, concurrency = maxStreams) => {
    const group = taskGroup(policy.signal);
    const cancellable = (0,retry/* withSignal */.l_)(policy, group.signal);
    const bind = (client) => client.withSignal(group.signal);
    const limit = pLimit(concurrency);
    const sender = (title) => {
        const progress = (0,runner_progress/* startProgress */.o)(title, policy.log);
        return (to, source, session) => limit(() => group.run(() => upload(to, source, { policy: cancellable, progress, session })));
    };
    const { copy, copyBlobs } = copier(sender('Copying'), group);
    const bring = oncePerRegistry(sender('Uploading the layer'));
    return {
        copy: (from, to, digest) => copy(bind(from), bind(to), digest),
        copyBlobs: (from, to, blobs) => copyBlobs(bind(from), bind(to), blobs),
        uploadToAll: async (blob, clients) => {
            const source = localSource(blob);
            await (0,await_all/* awaitAll */.A)(clients.map(to => group.run(() => bring(bind(to), source))));
        },
        uploadContent: (to, content) => group.run(() => uploadContent(bind(to), content, { policy: cancellable })),
        putByDigest: (to, content) => group.run(() => bind(to).put(content.digest, content))
    };
};

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
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

;// CONCATENATED MODULE: ./src/registry/transport/agents.ts






/** The proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY in either case; loopback is never reached by one. */
const proxyFor = (url) => {
    const proxy = (0,reference/* isLoopback */.U9)(url.hostname) ? '' : getProxyForUrl(url.href);
    return proxy === '' ? undefined : proxy;
};
/**
 * @param signal ends all connections, also those on which an answer is still to be read: they would hold the process
 */
const httpAgents = (signal) => {
    const plain = new (external_node_http_default()).Agent({ keepAlive: true });
    // One context for all connections: each would spend milliseconds on making its own.
    const secure = new (external_node_https_default()).Agent({ keepAlive: true, secureContext: (0,external_node_tls_.createSecureContext)() });
    const agents = [plain, secure];
    const through = memoize((proxy) => proxy, async (proxy) => {
        const { HttpsProxyAgent } = await __nccwpck_require__.e(/* import() */ 643).then(__nccwpck_require__.bind(__nccwpck_require__, 5643));
        // Sockets that wait for the proxy are in no list of the agent.
        const agent = new HttpsProxyAgent(proxy, { keepAlive: true, signal });
        agents.push(agent);
        return agent;
    });
    signal.addEventListener('abort', () => {
        for (const agent of agents)
            agent.destroy();
    });
    return {
        for: url => {
            const proxy = proxyFor(url);
            return proxy === undefined ? Promise.resolve(url.protocol === 'http:' ? plain : secure) : through(proxy);
        },
        signal
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/challenge.ts
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/registry/transport/docker-config.ts
var docker_config = __nccwpck_require__(1768);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: ./src/registry/transport/scoped-config.ts




/** Parses `<host>[/<repository>][@<action>[,<action>]]`. */
const parseScope = (directory, path) => {
    const [name = '', actions = ''] = path.split(/@(.*)/s);
    const [host = '', repository = ''] = name.split(/\/(.*)/s);
    const named = actions.split(',').map(action => action.trim());
    return { directory, host, repository, actions: named.filter(action => action !== '') };
};
/**
 * Lists the configs in which docker/login-action keeps logins that have a `scope`:
 * `${BUILDX_CONFIG:-$DOCKER_CONFIG/buildx}/config/<scope>/config.json`; none where the folder cannot be read.
 */
const listScopedConfigs = async (env) => {
    const { BUILDX_CONFIG: buildx = '' } = env;
    const root = (0,external_node_path_.join)(buildx === '' ? (0,external_node_path_.join)((0,docker_config/* dockerConfigDir */.kG)(env), 'buildx') : buildx, 'config');
    const entries = await (0,external_node_fs_promises_.readdir)(root, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
        .filter(entry => entry.isFile() && entry.name === 'config.json')
        .map(({ parentPath }) => parseScope(parentPath, (0,external_node_path_.relative)(root, parentPath).split(external_node_path_.sep).join('/')));
};
/**
 * The configs that hold for a request, the most specific one first: those for the repository before those for the host,
 * then those for more rights (docker/buildx util/dockerutil/dockerconfig).
 *
 * @param scope the token scope that the request needs: `repository:org/app:pull,push`
 */
const selectScopedConfigs = (configs, registry, scope) => {
    const [, path = '', granted = ''] = /^repository:(.*):([^:]*)$/.exec(scope) ?? [];
    const actions = new Set(granted.split(','));
    return configs
        .filter(({ host, repository }) => host === (0,reference/* apiHost */.nz)(registry) && (repository === '' || repository === path))
        .filter(config => config.actions.every(action => actions.has(action)))
        .sort((a, b) => Number(b.repository !== '') - Number(a.repository !== '') || b.actions.length - a.actions.length);
};

;// CONCATENATED MODULE: ./src/registry/transport/credentials.ts





/** The host that a key of `auths` is for: older clients wrote addresses (docker/cli credentials.ConvertToHostname). */
const hostOfKey = (key) => key.replace(/^https?:\/\//, '').split('/')[0] ?? '';
const credentials_text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
/** The value of a Basic header. */
const basicOf = (username, password) => `Basic ${(0,docker_config/* encodeAuth */.zx)(username, password)}`;
/** Masking is literal: every form in which a secret is sent has to be named. */
const mask = (credential, log) => {
    const secret = credential.kind === 'password' ? credential.password : credential.token;
    for (const line of secret.split(/\r?\n/))
        log.secret(line);
    log.secret(Buffer.from(secret).toString('base64'));
    if (credential.kind !== 'bearer')
        log.secret((0,docker_config/* encodeAuth */.zx)(credential.username, secret));
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
    if (!(0,json/* isRecord */.u4)(auths))
        return undefined;
    const host = hostOfKey((0,docker_config/* configKey */.ur)(registry));
    const key = [(0,docker_config/* configKey */.ur)(registry), ...Object.keys(auths)].find(name => Object.hasOwn(auths, name) && hostOfKey(name) === host);
    const entry = key === undefined ? undefined : auths[key];
    return (0,json/* isRecord */.u4)(entry) ? fromEntry(entry) : undefined;
};
/** Logins that cannot be read cost a warning: the step may not need them. */
const orEmpty = (config, name, log) => {
    if (config !== undefined)
        return config;
    log.warning(`${name} is not a JSON object: continuing without its logins.`);
    return {};
};
const readConfig = async (directory, log) => orEmpty(await (0,docker_config/* readDockerConfig */.TO)(directory), `The Docker config ${(0,external_node_path_.join)(directory, 'config.json')}`, log);
const helperFor = (config, registry) => {
    const helpers = config.credHelpers;
    const key = (0,docker_config/* configKey */.ur)(registry);
    if ((0,json/* isRecord */.u4)(helpers) && Object.hasOwn(helpers, key))
        return credentials_text(helpers[key]);
    return credentials_text(config.credsStore);
};
const fromVariable = ({ env, log }, registry) => {
    const variable = credentials_text(env.DOCKER_AUTH_CONFIG);
    if (variable === undefined)
        return undefined;
    return fromAuths(orEmpty((0,docker_config/* parseDockerConfig */.Cj)(variable), 'DOCKER_AUTH_CONFIG', log).auths, registry);
};
/**
 * The logins that docker knows: DOCKER_AUTH_CONFIG, then the configs for the scope of the request, then
 * `$DOCKER_CONFIG/config.json`, each with its helper for the registry, its store, and its own entries (docker/cli
 * cli/config/configfile, docker/buildx util/dockerutil/dockerconfig). Each config is asked once per registry.
 */
const dockerCredentials = (options) => {
    const { env, log, askHelper } = options;
    const read = memoize((directory) => directory, directory => readConfig(directory, log));
    const scoped = memoize(() => '', () => listScopedConfigs(env));
    const fromConfig = memoize((directory, registry) => `${registry} ${directory}`, async (directory, registry) => {
        const config = await read(directory);
        const helper = helperFor(config, registry);
        const kept = helper === undefined ? undefined : await askHelper(helper, (0,docker_config/* configKey */.ur)(registry));
        const found = kept ?? fromAuths(config.auths, registry);
        return found === undefined ? undefined : mask(found, log);
    });
    const given = memoize((registry) => registry, registry => {
        const found = fromVariable(options, registry);
        return Promise.resolve(found === undefined ? undefined : mask(found, log));
    });
    return async (registry, scope = '') => {
        const variable = await given(registry);
        if (variable !== undefined)
            return variable;
        for (const { directory } of selectScopedConfigs(await scoped(), registry, scope)) {
            const found = await fromConfig(directory, registry);
            if (found !== undefined)
                return found;
        }
        return fromConfig((0,docker_config/* dockerConfigDir */.kG)(env), registry);
    };
};
/** The login of the inputs, for one registry alone; every other one is asked of `others`. */
const inputCredentials = ({ registry, username, password }, others, log) => {
    const own = mask({ kind: 'password', username, password }, log);
    return (wanted, scope) => (wanted === registry ? Promise.resolve(own) : others(wanted, scope));
};

;// CONCATENATED MODULE: ./src/registry/transport/token.ts






/** What the token specification tells clients to assume where `expires_in` is missing, in seconds. */
const defaultLifetimeSeconds = 60;
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
        throw (0,transport_errors/* protocolError */.JW)(request, `${request.url.host} names a token server that is not safe to send a login to`, "Check the host in the input 'image'; a registry behind https needs a token server behind https.");
    }
    return url;
};
/** The rights that are asked for: those that the request needs, built by us; the challenge may name others. */
const scopesOf = ({ request, challenge }) => request.scopes ?? (challenge.parameters.scope === undefined ? [] : [challenge.parameters.scope]);
/** distribution's token.md: GET with the scopes in the query and the login as Basic. */
const getRequest = (wanted) => {
    const url = realmOf(wanted);
    const { service } = wanted.challenge.parameters;
    if (service !== undefined)
        url.searchParams.set('service', service);
    for (const scope of scopesOf(wanted))
        url.searchParams.append('scope', scope);
    const authorization = headerFor(wanted.credential);
    return {
        method: 'GET',
        url,
        action: wanted.request.action,
        headers: (0,defined/* defined */.s)({ authorization })
    };
};
/** distribution's oauth.md: POST of a form that changes an identity token for an access token. */
const postRequest = (wanted, identity) => {
    const form = new URLSearchParams({
        grant_type: 'refresh_token',
        service: wanted.challenge.parameters.service ?? '',
        client_id: 'win-multiarch',
        scope: scopesOf(wanted).join(' '),
        refresh_token: identity
    });
    return {
        method: 'POST',
        url: realmOf(wanted),
        action: wanted.request.action,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new TextEncoder().encode(form.toString())
    };
};
const parseToken = (request, response, now) => {
    let json;
    try {
        json = JSON.parse(Buffer.from(response.bytes).toString('utf8'));
    }
    catch (cause) {
        throw (0,transport_errors/* protocolError */.JW)(request, `the token server ${response.url.host} did not answer with JSON`, undefined, cause);
    }
    const value = [json?.token, json?.access_token].find(item => typeof item === 'string' && item !== '');
    // A line break in a header would let the token server write headers of its own.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `the token server ${response.url.host} answered without a usable token`);
    }
    const seconds = typeof json?.expires_in === 'number' && json.expires_in > 0 ? json.expires_in : defaultLifetimeSeconds;
    return { value, expires: now + seconds * 1000 };
};
const refusedLogin = ({ registry, request }, response) => {
    const { reason } = (0,response_error/* responseError */.U3)(request, response);
    return new transport_errors/* RegistryError */.gl({
        action: request.action,
        status: response.status,
        reason: `the login for ${registry} was refused: ${reason}`,
        remedy: response.status === 403 ? (0,response_error/* missingRights */.o7)(registry, request) : response_error/* wrongLogin */.xd
    });
};
/**
 * Gets an access token from the token server that the registry names.
 *
 * @param now milliseconds since 1970
 * @throws RegistryError that tells a refused login from a server in trouble
 */
const fetchToken = async (wanted, send, now) => {
    const ask = async (request) => {
        return (0,connection_error/* readResponse */.U)(request, await send(request));
    };
    const { credential, request } = wanted;
    const changed = credential?.kind === 'identity' ? await ask(postRequest(wanted, credential.token)) : undefined;
    const unsupported = changed === undefined || changed.status === 404 || changed.status === 405;
    const response = unsupported ? await ask(getRequest(wanted)) : changed;
    if ((response.status === 401 || response.status === 403) && credential !== undefined)
        throw refusedLogin(wanted, response);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U3)(request, response);
    return parseToken(request, response, now);
};

;// CONCATENATED MODULE: ./src/registry/transport/auth.ts









/** A token is renewed that many milliseconds before it ends, so that it is good when the request arrives. */
const expiryMarginMs = 5000;
/** Milliseconds for which a refusal is read before the next try; another connection takes less than that. */
const refusalTimeoutMs = 1000;
/** The challenge to answer: Bearer where the registry offers it, else Basic. */
const chooseChallenge = (response) => {
    const challenges = parseChallenges((0,transport_transport/* headerOf */.rR)(response, 'www-authenticate') ?? '');
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
 * Finds what answers a challenge. Tokens are kept per set of scopes, and got once however many requests wait for them.
 *
 * @param inner sends what goes to the token server
 */
const authorizer = ({ credentials, log, now = Date.now }, registry, inner) => {
    const getToken = async (request, asked) => {
        const credential = await credentials(registry, request.scopes?.[0]);
        if (credential?.kind === 'bearer')
            return { header: `Bearer ${credential.token}`, login: true, expires: Infinity };
        const token = await fetchToken({ registry, request, credential, ...asked }, inner, now());
        // What everybody gets is no secret, and a server that nobody has a login for must not choose what the log hides.
        if (credential !== undefined)
            log.secret(token.value);
        return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires };
    };
    const tokens = memoize(({ scopes = [] }) => scopes.toSorted().join(' '), (_, get) => get());
    /** A token that is still good, or a new one; `refused` is one that the registry has just turned down. */
    const tokenFor = async (request, asked, refused) => {
        const own = {};
        const getting = tokens(request, async () => (own.token = await getToken(request, asked)));
        const token = await getting;
        if (token === own.token || (token !== refused && now() < token.expires - expiryMarginMs))
            return token;
        tokens.forget(getting);
        return tokenFor(request, asked, refused);
    };
    return async (request, asked, refused) => {
        if (asked.challenge.scheme === 'bearer')
            return tokenFor(request, asked, refused);
        const header = headerFor(await credentials(registry, request.scopes?.[0]));
        return header === undefined ? undefined : { header, login: true, expires: Infinity };
    };
};
/** Whether an address is the registry's own. Ports 80 and 443 are left out of an address where they are the scheme's. */
const isOf = (host) => (url) => url.host === host || `${url.hostname}:${url.protocol === 'http:' ? 80 : 443}` === host;
/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). The login goes to the
 * registry's own host and to the token server that it names, nowhere else.
 */
const withAuth = (options) => (registry) => (inner) => {
    const isRegistry = isOf((0,reference/* apiHost */.nz)(registry));
    const authorize = authorizer(options, registry, inner);
    let asked;
    const find = async (request, refused) => asked === undefined ? undefined : (0,transport_errors/* awaitShared */.u)(authorize(request, asked, refused), request);
    return async (request) => {
        if (!isRegistry(request.url))
            return inner(request);
        const first = await find(request);
        const response = await send(inner, request, first);
        const challenge = response.status === 401 && isRegistry(response.url) ? chooseChallenge(response) : undefined;
        if (challenge === undefined)
            return response;
        asked = { challenge, answeredBy: response.url };
        const refusal = (0,connection_error/* readResponse */.U)(request, response);
        // At its end its connection is free for the second try. That it breaks, or takes its time, is no matter yet.
        await Promise.race([refusal, (0,promises_.setTimeout)(refusalTimeoutMs, undefined, { ref: false })]).catch(() => undefined);
        const second = await find(request, first);
        if (second !== undefined && second.header !== first?.header)
            return send(inner, request, second);
        const { bytes } = await refusal;
        return { ...response, body: external_node_stream_.Readable.from([bytes]) };
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/concurrency.ts

/** Requests that a registry gets at a time, beside the blobs that are streamed: hundreds at once look like an attack. */
const maxRequests = 32;
/** So many connections are worth opening for what may still come. */
const minRequests = 4;
/**
 * Limits how many requests are under way at a time. The first ones go out together; from the first answer on, one may
 * wait for each connection that is open, which takes a round trip. Only more open others, which takes three: for TCP, for
 * TLS, and for the request.
 */
const withLimit = (send) => {
    const limit = pLimit(maxRequests);
    let open = 0;
    return request => {
        const wanted = limit.activeCount + limit.pendingCount + 1;
        if (open > 0)
            limit.concurrency = Math.min(maxRequests, Math.max(minRequests, open, wanted - open));
        return limit(async () => {
            const response = await send(request);
            open = Math.max(open, limit.activeCount);
            return response;
        });
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/http.ts








const defaultLimits = { connect: 20_000, headers: 60_000, commit: 600_000, idle: 60_000 };
class TimeoutError extends user_error/* UserError */.yo {
    name = 'TimeoutError';
    constructor(missing, ms) {
        super({ what: `timed out (${missing} for ${ms / 1000} s)` });
    }
}
/** Calls `expire` when a phase outlasts its limit. */
const watchTimeouts = (outgoing, limits, streamed, expire) => {
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
        within(limit, 'no response');
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
const sendStream = (outgoing, stream, fail) => {
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
const openRequest = ({ method, url, headers, body }, { agent, limits, trusted }) => (url.protocol === 'http:' ? (external_node_http_default()) : (external_node_https_default())).request(url, {
    method,
    agent,
    timeout: limits.idle,
    headers: { ...headers, ...(0,defined/* defined */.s)({ 'content-length': (0,transport_transport/* isStream */.rL)(body) ? body.size : body?.length }) },
    ...(trusted ? {} : { rejectUnauthorized: false })
});
/** Calls `cancel` when the signal is aborted, until the request has ended. */
const cancelBy = (signal, outgoing, cancel) => {
    if (signal === undefined)
        return;
    const abort = () => {
        cancel(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    outgoing.once('close', () => {
        signal.removeEventListener('abort', abort);
    });
};
/** Hands the body of a response on, within the limit of time between two pieces. */
const receiveBody = (outgoing, incoming, stream, { limits }) => {
    outgoing.setTimeout(limits.idle);
    outgoing.once('timeout', () => incoming.destroy(new TimeoutError('no data', limits.idle)));
    if (outgoing.writableFinished)
        return;
    // An answer that comes before the whole body was sent is a refusal: the rest is not wanted, and what stays half sent
    // cannot carry another request.
    stream?.unpipe(outgoing).destroy();
    incoming.once('close', () => outgoing.destroy());
};
const sendRequest = (request, stream, terms) => new Promise((resolve, reject) => {
    const { url, body, signal } = request;
    const outgoing = openRequest(request, terms);
    let response;
    // A request that has no socket yet (its proxy does not answer) does not tell that it was destroyed.
    const fail = (error) => {
        stop();
        if (response !== undefined)
            return;
        outgoing.destroy(error);
        stream?.destroy();
        reject((0,connection_error/* connectionError */.$)(request, error, outgoing.reusedSocket));
    };
    const stop = watchTimeouts(outgoing, terms.limits, stream !== undefined, fail);
    cancelBy(signal, outgoing, reason => {
        const error = (0,transport_errors/* cancelledError */.YQ)(request, reason);
        if (response === undefined)
            fail(error);
        else
            response.destroy(error);
    });
    outgoing.on('error', fail);
    outgoing.once('proxyConnect', ({ statusCode }) => {
        if (statusCode !== 200)
            fail((0,transport_errors/* proxyError */.FV)(request, statusCode));
    });
    outgoing.once('response', incoming => {
        response = incoming;
        stop();
        receiveBody(outgoing, incoming, stream, terms);
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming, url });
    });
    if (stream === undefined)
        outgoing.end((0,transport_transport/* isStream */.rL)(body) ? undefined : body);
    else
        sendStream(outgoing, stream, fail);
});
/** Requests over Node's own http and https, with connections kept for the next request, through the proxy if any. */
const httpTransport = ({ agents = httpAgents(new AbortController().signal), limits = defaultLimits, untrusted = new Set() } = {}) => {
    const throwIfCancelled = (request) => {
        const cancelled = [agents.signal, request.signal].find(signal => signal?.aborted === true);
        if (cancelled !== undefined)
            throw (0,transport_errors/* cancelledError */.YQ)(request, cancelled.reason);
    };
    return async (request) => {
        const agent = await agents.for(request.url).catch((error) => {
            throw (0,transport_errors/* protocolError */.JW)(request, 'the address of the proxy cannot be used', 'Check HTTPS_PROXY and HTTP_PROXY (http://host:port).', error);
        });
        throwIfCancelled(request);
        const stream = (0,transport_transport/* isStream */.rL)(request.body) ? await request.body.open() : undefined;
        try {
            // Opening the body may have taken its time.
            throwIfCancelled(request);
            return await sendRequest(request, stream, { agent, limits, trusted: !untrusted.has(request.url.host) });
        }
        catch (error) {
            stream?.destroy();
            throw (0,connection_error/* connectionError */.$)(request, error);
        }
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/redirects.ts



const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 5;
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
        const location = (0,transport_transport/* headerOf */.rR)(response, 'location');
        const reads = request.method === 'GET' || request.method === 'HEAD';
        if (!reads || !redirectStatuses.has(response.status) || location === undefined)
            return response.url.host === request.url.host ? response : { ...response, redirected: true };
        (0,transport_transport/* discard */.vf)(response);
        if (hops === maxRedirects)
            throw (0,transport_errors/* protocolError */.JW)(request, `more than ${maxRedirects} redirects`);
        if (!URL.canParse(location, response.url.href))
            throw (0,transport_errors/* protocolError */.JW)(request, 'a redirect to an invalid address');
        const next = new URL(location, response.url);
        if (!isSafeRedirect(response.url, next)) {
            throw (0,transport_errors/* protocolError */.JW)(request, `a redirect from ${response.url.protocol}// to ${next.protocol}//${next.host}, which is not safe`);
        }
        const headers = next.origin === response.url.origin ? (current.headers ?? {}) : withoutLogin(current.headers ?? {});
        current = { ...request, url: next, headers };
    }
};

;// CONCATENATED MODULE: ./src/registry/client.ts















const wait = (ms, signal) => (0,promises_.setTimeout)(ms, undefined, (0,defined/* defined */.s)({ signal }));
const registryClient = ({ credentials, log, tries, insecure, limits = defaultLimits, sleep = wait }) => {
    const closing = new AbortController();
    const { signal } = closing;
    // Each proxied connection and each pause listens.
    (0,external_node_events_.setMaxListeners)(0, signal);
    const policy = { tries, log, sleep, random: Math.random, signal };
    const http = (0,transport_transport/* withUserAgent */.fM)('win-multiarch')(httpTransport({ agents: httpAgents(signal), limits, untrusted: insecure }));
    const transport = withRedirects(withScheme(insecure)(http));
    const authenticate = withAuth({ credentials, log });
    const connect = memoize((registry) => registry, (registry) => {
        const authenticated = authenticate(registry)(transport);
        return { exchange: (0,retry/* withRetry */.bD)(policy)(withLimit((0,retry/* sendOnce */.E4)(authenticated))), transport: authenticated };
    });
    const open = memoize((repository, rights) => `${(0,reference/* formatRepository */.Sh)(repository)} ${rights}`, (repository, rights) => openRepository(repository, rights, connect(repository.registry), policy));
    return {
        policy,
        open,
        ...transfers(policy),
        close: () => {
            closing.abort(new Error('the connections are closed'));
        }
    };
};

;// CONCATENATED MODULE: ./src/report/failure.ts

/** The form for bugs in the repository that this action comes from; a local action (`uses: ./`) names none. */
const bugForm = ({ GITHUB_SERVER_URL: server = '', GITHUB_ACTION_REPOSITORY: repository = '' }) => server === '' || repository === '' ? '' : `: ${server}/${repository}/issues/new?template=bug.yml`;
/**
 * Tells a refusal from a bug: what users can do something about is a {@link UserError}.
 *
 * @param env the variables of the runner
 */
const describeFailure = (error, env) => {
    if (error instanceof user_error/* UserError */.yo)
        return { message: error.message, annotation: {}, isBug: false };
    const reason = error instanceof Error ? error.message : String(error);
    return {
        message: `${reason}\nThis is a bug of this action. Please report it with the log of this step${bugForm(env)}`,
        annotation: { title: 'Unexpected error' },
        isBug: true
    };
};
/** The stacks of an error and of its causes. */
const stacksOf = (error) => error instanceof Error ? [error.stack ?? error.message, ...stacksOf(error.cause)] : [];

// EXTERNAL MODULE: ./src/runner/core.ts
var core = __nccwpck_require__(1019);
;// CONCATENATED MODULE: ./src/report/result.ts

/** Hands a result to the runner. */
const report = async ({ outputs, summary }) => {
    for (const [name, value] of Object.entries(outputs))
        (0,core/* setOutput */.uH)(name, value);
    await (0,core/* addSummary */.S0)(summary);
};

;// CONCATENATED MODULE: ./src/main.ts









/** Few Docker configs name a helper, so the code that starts programs is loaded for those alone. */
const askHelper = async (helper, server) => {
    const { credentialHelper } = await __nccwpck_require__.e(/* import() */ 941).then(__nccwpck_require__.bind(__nccwpck_require__, 9941));
    return credentialHelper(log/* actionsLog */._D)(helper, server);
};
/** Opens the registry client for some work, and closes its connections afterwards. */
const withRegistries = async ({ login, tries, insecure }, work) => {
    const ofDocker = dockerCredentials({ env: process.env, log: log/* actionsLog */._D, askHelper });
    const credentials = login === undefined ? ofDocker : inputCredentials(login, ofDocker, log/* actionsLog */._D);
    const registry = registryClient({ credentials, log: log/* actionsLog */._D, tries, insecure });
    try {
        return await work(registry);
    }
    finally {
        registry.close();
    }
};
const state = { isPost: 'isPost', config: 'docker-config', container: 'docker-container' };
const rememberConfigDir = (directory) => {
    (0,core/* saveState */.LZ)(state.config, directory);
};
const rememberContainer = (name) => {
    (0,core/* saveState */.LZ)(state.container, name);
};
/** Logs how the inputs were understood. */
const logNotices = ({ notices }) => {
    for (const notice of notices)
        log/* actionsLog */._D.notice(notice);
};
/** Each mode loads its own modules: the fan-in does not wait for what only a build needs. */
const runners = {
    build: async (read, context) => {
        const [{ readBuildInputs }, { build }, { withLogin }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(344)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4344)),
            Promise.all(/* import() */[__nccwpck_require__.e(118), __nccwpck_require__.e(607), __nccwpck_require__.e(609)]).then(__nccwpck_require__.bind(__nccwpck_require__, 609)),
            __nccwpck_require__.e(/* import() */ 28).then(__nccwpck_require__.bind(__nccwpck_require__, 8028))
        ]);
        const inputs = readBuildInputs(read, context);
        logNotices(inputs);
        return withRegistries(inputs.registry, registry => withLogin(inputs.registry.login, rememberConfigDir, docker => build(inputs, { docker, registry, log: log/* actionsLog */._D, rememberContainer })));
    },
    manifest: async (read, context) => {
        const [{ readManifestInputs }, { manifest }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(605)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2605)),
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(118), __nccwpck_require__.e(409), __nccwpck_require__.e(391)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7391))
        ]);
        const inputs = await readManifestInputs(read, context);
        logNotices(inputs);
        return withRegistries(inputs.registry, registry => manifest(inputs, { registry, log: log/* actionsLog */._D }));
    },
    rebase: async (read, context) => {
        const [{ readRebaseInputs }, { rebase }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(237)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5237)),
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(118), __nccwpck_require__.e(409), __nccwpck_require__.e(514), __nccwpck_require__.e(248)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5248))
        ]);
        const inputs = readRebaseInputs(read, context);
        return withRegistries(inputs.registry, registry => rebase(inputs, { registry, log: log/* actionsLog */._D }));
    },
    assemble: async (read, context) => {
        const [{ readAssembleInputs }, { assemble }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(417)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6417)),
            Promise.all(/* import() */[__nccwpck_require__.e(118), __nccwpck_require__.e(514), __nccwpck_require__.e(776)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9556))
        ]);
        const inputs = readAssembleInputs(read, context);
        logNotices(inputs);
        return withRegistries(inputs.registry, registry => assemble(inputs, { registry, log: log/* actionsLog */._D }));
    },
    check: async (read, context) => {
        const [{ readCheckInputs }, { check }] = await Promise.all([
            Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(938), __nccwpck_require__.e(513)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7513)),
            Promise.all(/* import() */[__nccwpck_require__.e(118), __nccwpck_require__.e(409), __nccwpck_require__.e(368)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8368))
        ]);
        const inputs = readCheckInputs(read, context);
        return withRegistries(inputs.registry, registry => check(inputs, { registry, log: log/* actionsLog */._D }));
    },
    plan: async (read) => {
        const [{ readPlanInputs }, { plan }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(88), __nccwpck_require__.e(786)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7786)), __nccwpck_require__.e(/* import() */ 458).then(__nccwpck_require__.bind(__nccwpck_require__, 2458))]);
        const inputs = readPlanInputs(read);
        logNotices(inputs);
        return plan(inputs, log/* actionsLog */._D, new Date());
    }
};
/** Whether this is the post step: the runner starts it with the state of the main step. */
const isPost = () => (0,core/* getState */.Gu)(state.isPost) !== '';
/** Removes what a cancelled main step left behind. */
const cleanUp = async () => {
    const [container, directory] = [(0,core/* getState */.Gu)(state.container), (0,core/* getState */.Gu)(state.config)];
    if (container !== '') {
        const [{ dockerCli }, { removeContainer }] = await Promise.all([
            __nccwpck_require__.e(/* import() */ 234).then(__nccwpck_require__.bind(__nccwpck_require__, 3234)),
            __nccwpck_require__.e(/* import() */ 607).then(__nccwpck_require__.bind(__nccwpck_require__, 8607))
        ]);
        // Without docker there is no container either.
        await removeContainer(dockerCli({}), container).catch((error) => {
            log/* actionsLog */._D.debug(String(error));
        });
    }
    if (directory !== '') {
        const { rm } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1455, 23));
        await rm(directory, { recursive: true, force: true });
    }
};
/** The stack of a bug is logged at once, so that nobody has to run the step again with debug logging. */
const fail = (error) => {
    const { message, annotation, isBug } = describeFailure(error, process.env);
    (0,core/* setFailed */.C1)(message, annotation);
    for (const stack of stacksOf(error))
        (isBug ? log/* actionsLog */._D.info : log/* actionsLog */._D.debug)(stack);
};
/** Runs the step: inputs, mode, outputs. The one place where errors end. */
const run = async () => {
    try {
        (0,core/* saveState */.LZ)(state.isPost, 'true');
        const read = (0,reader/* inputReader */.c)((0,core/* readInputs */.Ko)(inputNames));
        const mode = readMode(read);
        const result = await runners[mode](read, readContext(process.env));
        await report(result);
        if (result.failure !== undefined)
            (0,core/* setFailed */.C1)(result.failure);
    }
    catch (error) {
        fail(error);
    }
};


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
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7832);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9927);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8825);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9217);





/** Bytes from a registry that are not what they should be; the message names the member at fault. */
class DocumentError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'DocumentError';
}
/** A document with more entries is not a list of images; nothing here should run long on one. */
const maxEntries = 10_000;
const fail = (where, expected) => {
    throw new DocumentError({ what: `${where} is not ${expected}` });
};
const { record, array: anyArray, string, optionalString } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonReader */ .sJ)(fail);
const array = (value, where) => {
    const items = anyArray(value, where);
    if (items.length > maxEntries)
        throw new DocumentError({ what: `${where} has more than ${maxEntries} entries` });
    return items;
};
/** An optional list; Go writers may leave out what is empty, or write null. */
const optionalArray = (value, where) => array(value ?? [], where);
const strings = (value, where) => array(value, where).map((item, index) => string(item, `${where}[${index}]`));
/** Labels and annotations. Go reads null as no map, and as an empty string in one. */
const stringMap = (value, where) => {
    const entries = Object.entries(record(value ?? {}, where)).map(([key, item]) => [key, item ?? '']);
    for (const [key, item] of entries)
        if (typeof item !== 'string')
            fail(`${where}['${key}']`, 'a string');
    return Object.fromEntries(entries);
};
/** A list that has to be there; Go writers may write null where it is empty. */
const requiredArray = (value, where) => array(value === null ? [] : value, where);
const readSize = (value, where) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, 'a size in bytes');
const readDigest = (value, where) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value) ? value : fail(where, `a digest (${_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestForm */ .JN})`);
/** The members that a platform and an image config have in common, under the names that both use. */
const platformMembers = (json, where) => {
    const features = optionalArray(json['os.features'], `${where}['os.features']`);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({
        os: optionalString(json.os, `${where}.os`),
        architecture: optionalString(json.architecture, `${where}.architecture`),
        variant: optionalString(json.variant, `${where}.variant`),
        osVersion: optionalString(json['os.version'], `${where}['os.version']`),
        osFeatures: features.length === 0 ? undefined : strings(features, `${where}['os.features']`)
    });
};
const readPlatform = (value, where) => {
    const members = platformMembers(record(value, where), where);
    return {
        ...members,
        os: string(members.os, `${where}.os`),
        architecture: string(members.architecture, `${where}.architecture`)
    };
};
const readDescriptor = (value, where) => {
    const json = record(value, where);
    const annotations = stringMap(json.annotations, `${where}.annotations`);
    // Go writers may leave an empty platform where there is none.
    const hasPlatform = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(json.platform) && json.platform.os !== '';
    const hasUrls = Array.isArray(json.urls) && json.urls.length > 0;
    return {
        mediaType: string(json.mediaType, `${where}.mediaType`),
        digest: readDigest(json.digest, `${where}.digest`),
        size: readSize(json.size, `${where}.size`),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({
            platform: hasPlatform ? readPlatform(json.platform, `${where}.platform`) : undefined,
            annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
            artifactType: optionalString(json.artifactType, `${where}.artifactType`),
            urls: hasUrls ? strings(json.urls, `${where}.urls`) : undefined
        }),
        written: json
    };
};
const readHistoryEntry = (value, where) => {
    const json = record(value, where);
    return {
        createdBy: optionalString(json.created_by, `${where}.created_by`) ?? '',
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ comment: optionalString(json.comment, `${where}.comment`) }),
        hasLayer: json.empty_layer !== true
    };
};
const parseDocumentJson = (bytes, name) => {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    }
    catch (cause) {
        throw new DocumentError({ what: `the ${name} is not JSON`, cause });
    }
    const json = record(value, `the ${name}`);
    checkDepth(json, name, 0);
    return json;
};
/** Real documents are some ten levels deep; what is much deeper would exhaust the stack when it is written again. */
const maxDepth = 100;
const checkDepth = (value, name, depth) => {
    if (typeof value !== 'object' || value === null)
        return;
    if (depth === maxDepth)
        throw new DocumentError({ what: `the ${name} is nested more than ${maxDepth} levels deep` });
    for (const item of Object.values(value))
        checkDepth(item, name, depth + 1);
};
const schema1 = 'application/vnd.docker.distribution.manifest.v1';
const checkMediaType = (mediaType) => {
    if ((0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isIndexType */ .$U)(mediaType) || (0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isManifestType */ .Q3)(mediaType))
        return;
    throw new DocumentError({
        what: mediaType.startsWith(schema1)
            ? 'it is a schema 1 manifest, a format that Docker dropped in 2019'
            : `its media type '${mediaType}' is not that of an image or of a list of images`
    });
};
/**
 * Reads a manifest or an index of one of the four known media types.
 *
 * @throws DocumentError when the bytes are not of the media type that they came with, or lack what the type requires
 */
const parseDocument = (content) => {
    const { mediaType } = content;
    checkMediaType(mediaType);
    const json = parseDocumentJson(content.bytes, 'manifest');
    const declared = json.mediaType;
    // A document that claims another type than the one it is served as can be read in two ways (CVE-2021-41190).
    if (declared !== undefined && declared !== mediaType)
        throw new DocumentError({
            what: `it is served as '${mediaType}', but its mediaType is ${JSON.stringify(declared)}`
        });
    if (json.schemaVersion !== 2)
        fail('schemaVersion', '2');
    const annotations = stringMap(json.annotations, 'annotations');
    if ((0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isIndexType */ .$U)(mediaType)) {
        if ('layers' in json || 'config' in json)
            throw new DocumentError({ what: 'it is an index that also has the members of a manifest' });
        const manifests = requiredArray(json.manifests, 'manifests').map((item, i) => readDescriptor(item, `manifests[${i}]`));
        return { ...content, kind: 'index', manifests, annotations };
    }
    if ('manifests' in json)
        throw new DocumentError({ what: 'it is a manifest that also has the members of an index' });
    return {
        ...content,
        kind: 'manifest',
        config: readDescriptor(json.config, 'config'),
        layers: requiredArray(json.layers, 'layers').map((item, i) => readDescriptor(item, `layers[${i}]`)),
        annotations,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({
            artifactType: optionalString(json.artifactType, 'artifactType'),
            subject: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(json.subject) ? readDigest(json.subject.digest, 'subject.digest') : undefined
        }),
        json
    };
};
/**
 * Reads an image config.
 *
 * @throws DocumentError when the bytes are not an image config
 */
const parseConfig = (bytes) => {
    const json = parseDocumentJson(bytes, 'image config');
    const [config, rootfs] = [record(json.config ?? {}, 'config.config'), record(json.rootfs ?? {}, 'config.rootfs')];
    return {
        platform: platformMembers(json, 'config'),
        labels: stringMap(config.Labels, 'config.config.Labels'),
        diffIds: optionalArray(rootfs.diff_ids, 'config.rootfs.diff_ids').map((item, i) => readDigest(item, `config.rootfs.diff_ids[${i}]`)),
        history: optionalArray(json.history, 'config.history').map((item, i) => readHistoryEntry(item, `config.history[${i}]`)),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ created: optionalString(json.created, 'config.created') }),
        json
    };
};
/** The platform as JSON, in the order that the specification lists the members. */
const platformJson = ({ architecture, os, osVersion, osFeatures, variant }) => (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ architecture, os, 'os.version': osVersion, 'os.features': osFeatures, variant });
/** The descriptor as JSON, in the order that docker writes the members. */
const descriptorJson = (descriptor) => {
    const { mediaType, size, digest, annotations, artifactType, urls } = descriptor;
    const platform = descriptor.platform === undefined ? undefined : platformJson(descriptor.platform);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ mediaType, size, digest, platform, annotations, artifactType, urls });
};
/** Content made of JSON, set as docker sets it. The same JSON gives the same bytes. */
const writeDocument = (mediaType, json) => {
    const bytes = new TextEncoder().encode(JSON.stringify(json, undefined, 3));
    return { bytes, mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(bytes) };
};


/***/ }),

/***/ 9217:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ isDockerType),
/* harmony export */   $U: () => (/* binding */ isIndexType),
/* harmony export */   Ib: () => (/* binding */ mediaTypes),
/* harmony export */   Ky: () => (/* binding */ isImageConfigType),
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
/** Whether a config is that of an image; artifacts have configs of other types. */
const isImageConfigType = (mediaType) => mediaType === 'application/vnd.docker.container.image.v1+json' ||
    mediaType === 'application/vnd.oci.image.config.v1+json';
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

/***/ 2217:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ ImageError)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);

/** A reference cannot be listed: it does not hold images as hosts run them. */
class ImageError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'ImageError';
}


/***/ }),

/***/ 2574:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ connectionError),
/* harmony export */   U: () => (/* binding */ readResponse)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);
/* harmony import */ var _runner_log_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3758);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8436);




/** Failures of name resolution, of the connection and of TLS that do not pass by themselves. */
const permanent = [
    [
        /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|DEPTH_ZERO|CERT_UNTRUSTED/,
        'its TLS certificate is not trusted',
        "Set NODE_EXTRA_CA_CERTS to the PEM file of the CA where the runner starts, or add the host to 'insecure-registries'."
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
        "Add the host to 'insecure-registries' if it speaks plain http, else check the host and the port."
    ]
];
const transient = [
    [/ENOTFOUND/, 'the host name is unknown'],
    [/EAI_AGAIN/, 'the host name could not be looked up'],
    [/ECONNREFUSED/, 'nothing listens there (connection refused)'],
    [/EHOSTUNREACH|ENETUNREACH/, 'the host cannot be reached'],
    [/ETIMEDOUT|TIMEOUT/, 'the connection timed out'],
    [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_|socket hang up|aborted/, 'the connection broke']
];
/** Node's code of an error (`ECONNRESET`); '' where it has none. */
const codeOf = (error) => {
    const { code } = error;
    return typeof code === 'string' ? code : '';
};
/** A request that got no whole answer, as an error that says why and what to do. */
const connectionError = (request, error, staleConnection = false) => {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl)
        return error;
    const code = codeOf(error);
    const permanentCause = permanent.find(([pattern]) => pattern.test(code));
    const transientCause = transient.find(([pattern]) => pattern.test(code));
    const reason = permanentCause?.[1] ?? transientCause?.[1] ?? (0,_runner_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .reasonOf */ .A3)(error));
    const remedy = permanentCause?.[2] ??
        (/ENOTFOUND|ECONNREFUSED|UNREACH/.test(code)
            ? "Check the host in the input 'image', the network of the runner, and HTTPS_PROXY."
            : undefined);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl({
        action: request.action,
        reason: `${request.url.host}: ${reason}${code === '' ? '' : ` (${code})`}`,
        remedy,
        temporary: permanentCause === undefined && !(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .BodyError */ .Ru),
        staleConnection: staleConnection && /ECONNRESET|EPIPE/.test(code),
        cause: error
    });
};
/** Reads the response to a request to its end. @throws RegistryError when it breaks, or is too large */
const readResponse = (request, response) => (0,_transport_js__WEBPACK_IMPORTED_MODULE_3__/* .bufferResponse */ .WK)(response).catch((error) => {
    throw connectionError(request, error);
});


/***/ }),

/***/ 1768:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ parseDockerConfig),
/* harmony export */   TO: () => (/* binding */ readDockerConfig),
/* harmony export */   kG: () => (/* binding */ dockerConfigDir),
/* harmony export */   ur: () => (/* binding */ configKey),
/* harmony export */   zx: () => (/* binding */ encodeAuth)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9927);




/** The folder of the user's Docker config. An empty variable counts as unset (docker/cli cli/config/config.go, Dir). */
const dockerConfigDir = ({ DOCKER_CONFIG: directory = '' }) => directory === '' ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.docker') : directory;
/** Docker Hub's key in `auths` and `credHelpers`, kept from the first registry protocol. */
const hubKey = 'https://index.docker.io/v1/';
/** The key of a registry in `auths` and `credHelpers`. */
const configKey = (registry) => (registry === 'docker.io' ? hubKey : registry);
/** The value of `auth` for a login. */
const encodeAuth = (username, password) => Buffer.from(`${username}:${password}`).toString('base64');
/** Parses `config.json`, or DOCKER_AUTH_CONFIG; undefined where the text is not a JSON object. */
const parseDockerConfig = (text) => {
    try {
        const value = JSON.parse(text);
        return (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
};
/** Reads `config.json` of a folder: empty where there is none, undefined where it is not a JSON object. */
const readDockerConfig = async (directory) => {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'config.json'), 'utf8').catch(() => undefined);
    return text === undefined ? {} : parseDockerConfig(text);
};


/***/ }),

/***/ 3758:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ proxyError),
/* harmony export */   JW: () => (/* binding */ protocolError),
/* harmony export */   YQ: () => (/* binding */ cancelledError),
/* harmony export */   dg: () => (/* binding */ isTransient),
/* harmony export */   gl: () => (/* binding */ RegistryError),
/* harmony export */   p8: () => (/* binding */ mayHaveSucceeded),
/* harmony export */   u: () => (/* binding */ awaitShared)
/* harmony export */ });
/* harmony import */ var _common_abortable_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2931);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);
/* harmony import */ var _runner_log_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7708);



/** A request to a registry that failed: what was wanted, why it failed, what to do. */
class RegistryError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    details;
    name = 'RegistryError';
    action;
    status;
    temporary;
    retryAfter;
    staleConnection;
    outcomeUnknown;
    constructor(details) {
        const { action, reason, remedy, cause } = details;
        super({ what: `${action} failed`, why: reason, remedy, cause });
        this.details = details;
        this.action = action;
        this.status = details.status;
        this.temporary = details.temporary ?? false;
        this.retryAfter = details.retryAfter;
        this.staleConnection = details.staleConnection ?? false;
        this.outcomeUnknown = details.outcomeUnknown ?? false;
    }
    /** Why it failed, as half a sentence. */
    get reason() {
        return this.details.reason;
    }
    /** The same failure for another request that waited for the outcome of this one. */
    of({ action }) {
        return action === this.action ? this : new RegistryError({ ...this.details, action });
    }
    /** The same failure, of a write that may have been done all the same. */
    withUnknownOutcome() {
        return new RegistryError({ ...this.details, outcomeUnknown: true });
    }
}
/** Waits for what other requests may wait for too: until the request is cancelled, and failing under its name. */
const awaitShared = (work, request) => (0,_common_abortable_js__WEBPACK_IMPORTED_MODULE_2__/* .abortable */ .Z)(work, request.signal).catch((error) => {
    throw error instanceof RegistryError ? error.of(request) : error;
});
const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Whether the same request may succeed a little later. */
const isTransient = (status) => transientStatuses.has(status);
/** What stands between us and the registry says these (RFC 9110, section 15.6), whatever the registry has done. */
const gatewayStatuses = new Set([502, 503, 504]);
/** Whether a write that failed so may have been done all the same: the registry's own answer did not come, or made no sense. */
const mayHaveSucceeded = ({ status }) => status === undefined || gatewayStatuses.has(status);
/** A request that was cancelled. Nothing speaks against sending it again. */
const cancelledError = (request, cause) => new RegistryError({
    action: request.action,
    reason: `it was cancelled${cause instanceof Error ? ` (${(0,_runner_log_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(cause.message)})` : ''}`,
    temporary: true,
    cause
});
/** The other side sent something that it must not send; trying again is no use. */
const protocolError = (request, reason, remedy, cause) => new RegistryError({ action: request.action, reason, remedy, cause });
/** The proxy gave no way to the host. What it answers is not the registry's: TLS does not vouch for it. */
const proxyError = (request, status) => new RegistryError({
    action: request.action,
    reason: `the proxy answered ${status} when it was asked for a way to ${request.url.host}`,
    remedy: status === 407
        ? 'The proxy requires a login: put it into HTTPS_PROXY (http://user:password@host:port).'
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows that host and port.',
    temporary: isTransient(status)
});


/***/ }),

/***/ 7511:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  o7: () => (/* binding */ missingRights),
  U3: () => (/* binding */ responseError),
  xd: () => (/* binding */ wrongLogin)
});

// EXTERNAL MODULE: ./src/common/json.ts
var json = __nccwpck_require__(9927);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __nccwpck_require__(2148);
// EXTERNAL MODULE: ./src/runner/log.ts
var log = __nccwpck_require__(7708);
// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var errors = __nccwpck_require__(3758);
;// CONCATENATED MODULE: ./src/registry/transport/retry-after.ts
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

// EXTERNAL MODULE: ./src/registry/transport/transport.ts
var transport = __nccwpck_require__(8436);
;// CONCATENATED MODULE: ./src/registry/transport/response-error.ts






const textOf = (value) => typeof value === 'string' && value !== '' ? [(0,log/* printable */.g$)(value).slice(0, 500)] : [];
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
const readErrorBody = (response) => {
    const html = ((0,transport/* headerOf */.rR)(response, 'content-type') ?? '').includes('text/html');
    const body = html ? undefined : parseBody(response.bytes);
    if (!(0,json/* isRecord */.u4)(body))
        return { codes: [], messages: [], html };
    const errors = (Array.isArray(body.errors) ? body.errors : [body]).slice(0, 10).filter(json/* isRecord */.u4);
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
const denialRemedy = (request, response) => {
    const registry = (0,reference/* registryOfHost */.V6)(request.url.host);
    if (response.redirected === true)
        return `${registry} keeps its blobs at ${response.url.host}, which refused the request: run the job again, and check the proxy or firewall of the runner.`;
    const basic = /^\s*basic\b/i.test((0,transport/* headerOf */.rR)(response, 'www-authenticate') ?? '');
    if (response.login === true)
        return response.status === 401 && basic ? wrongLogin : missingRights(registry, request);
    const hint = loginHint(registry);
    return response.status === 401
        ? `${hint}.`
        : `${hint}: without a login it may not be allowed to ${needOf(request)} this repository.`;
};
/** What to do, by what the registry said. */
const remedyFor = (request, response, errorBody, retryAfter) => {
    const { status } = response;
    const registry = (0,reference/* registryOfHost */.V6)(request.url.host);
    if (/TAG_?ALREADY_?EXISTS|immutab/i.test([...errorBody.codes, ...errorBody.messages].join(' '))) {
        return 'The registry does not let a published tag be changed: publish under another tag, or allow changes in its settings.';
    }
    if (status === 429 || errorBody.codes.includes('TOOMANYREQUESTS'))
        return waitHint(retryAfter, Date.now());
    if (status === 407)
        return 'The proxy requires a login: put it into HTTPS_PROXY (http://user:password@host:port).';
    if (status === 401 || status === 403)
        return denialRemedy(request, response);
    if (errorBody.html && status < 600 && !(0,errors/* isTransient */.dg)(status))
        return `${registry} does not look like a registry: check the host in the input 'image'.`;
    if (errorBody.codes.includes('NAME_UNKNOWN'))
        return 'Check the name of the repository; some registries want it created before the first push.';
    if (retryAfter !== undefined && retryAfter > 0 && (0,errors/* isTransient */.dg)(status))
        return `The registry is having problems and asks to wait until ${new Date(Date.now() + retryAfter).toISOString()}: run the job again then.`;
    if (status >= 500)
        return 'The registry is having problems: try again later, and check its status page.';
    return undefined;
};
/**
 * An answer that is no success, as an error that says why and what to do.
 *
 * @param passing codes of the registry that may pass, besides the statuses that always may
 */
const responseError = (request, response, passing) => {
    const errorBody = readErrorBody(response);
    const { status, url } = response;
    const retryAfter = parseRetryAfter((0,transport/* headerOf */.rR)(response, 'retry-after'), Date.now());
    const words = [...new Set([...errorBody.codes, ...errorBody.messages])].join(': ');
    return new errors/* RegistryError */.gl({
        action: request.action,
        status,
        reason: `${url.host} answered ${status}${errorBody.html ? ' with a web page' : ''}${words === '' ? '' : ` (${words})`}`,
        remedy: remedyFor(request, response, errorBody, retryAfter),
        temporary: (0,errors/* isTransient */.dg)(status) || errorBody.codes.some(code => passing?.has(code)),
        retryAfter
    });
};


/***/ }),

/***/ 7779:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ sendOnce),
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   bD: () => (/* binding */ withRetry),
/* harmony export */   fu: () => (/* binding */ backOff),
/* harmony export */   l_: () => (/* binding */ withSignal),
/* harmony export */   oJ: () => (/* binding */ retryWrite),
/* harmony export */   v7: () => (/* binding */ pause),
/* harmony export */   vB: () => (/* binding */ maxRetryAfterMs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7832);
/* harmony import */ var _response_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7511);
/* harmony import */ var _connection_error_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2574);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3758);




/** The policy for work that has a signal of its own. */
const withSignal = (policy, signal) => ({
    ...policy,
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ signal })
});
/**
 * Waits that many milliseconds.
 *
 * @throws the reason of the signal when the work is cancelled
 */
const pause = async (ms, { sleep, signal }) => {
    try {
        await sleep(ms, signal);
    }
    finally {
        signal?.throwIfAborted();
    }
};
/** A registry that asks for a longer pause is not waited for: the step fails and says until when. */
const maxRetryAfterMs = 120_000;
const firstDelayMs = 500;
const maxDelayMs = 15_000;
/** Milliseconds to wait; doubles from half a second. The jitter keeps the legs of a matrix from knocking in step. */
const backOff = (failures, random) => Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random() / 2);
const delayAfter = (error, failures, policy) => {
    if (error.staleConnection && failures === 1)
        return 0;
    return Math.max(error.retryAfter ?? 0, backOff(failures, policy.random));
};
const isRetryable = (error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && error.temporary && (error.retryAfter ?? 0) <= maxRetryAfterMs;
/**
 * Runs a piece of work again while it fails for reasons that may pass.
 *
 * @param attempt gets the number of failures so far, and the last one; throws a {@link RegistryError} that tells whether
 *   to try again
 */
const retry = async (policy, attempt) => {
    let last;
    for (let failures = 0;;) {
        try {
            return await attempt(failures, last);
        }
        catch (error) {
            failures++;
            if (!isRetryable(error) || failures >= policy.tries || policy.signal?.aborted === true)
                throw error;
            const ms = delayAfter(error, failures, policy);
            if (ms > 0) {
                policy.log.info(`${error.action}: ${error.reason}; trying again in ${(ms / 1000).toFixed(1)} s (try ${failures + 1} of ${policy.tries})`);
                // The failure says more than that the work was cancelled.
                await pause(ms, policy).catch(() => {
                    throw error;
                });
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
 * @throws RegistryError of the write; `outcomeUnknown` where it may have been done
 */
const retryWrite = async (policy, write, isDone) => {
    // One lost answer is enough: that a later try is refused says nothing of the earlier one.
    const uncertain = [];
    try {
        await retry(policy, async (failures, last) => {
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
                if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .mayHaveSucceeded */ .p8)(error))
                    uncertain.push(error);
                throw error;
            }
        });
    }
    catch (error) {
        if (uncertain.length === 0 || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl))
            throw error;
        const done = await isDone().catch(() => 'unknown');
        if (done === 'unknown')
            throw error.withUnknownOutcome();
        if (!done)
            throw error;
    }
};
/** Sends a request once and reads its answer to its end. Answers that mean "later" become errors. */
const sendOnce = (transport) => async (request) => {
    const response = await (0,_connection_error_js__WEBPACK_IMPORTED_MODULE_1__/* .readResponse */ .U)(request, await transport(request));
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(response.status))
        throw (0,_response_error_js__WEBPACK_IMPORTED_MODULE_0__/* .responseError */ .U3)(request, response);
    return response;
};
/** Repeats reads that fail for reasons that may pass; what writes is sent once, and repeated by {@link retryWrite}. */
const withRetry = (policy) => (send) => request => request.method === 'GET' || request.method === 'HEAD'
    ? retry(withSignal(policy, request.signal), () => send(request))
    : send(request);


/***/ }),

/***/ 8436:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ru: () => (/* binding */ BodyError),
/* harmony export */   WK: () => (/* binding */ bufferResponse),
/* harmony export */   fM: () => (/* binding */ withUserAgent),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   rL: () => (/* binding */ isStream),
/* harmony export */   rR: () => (/* binding */ headerOf),
/* harmony export */   vf: () => (/* binding */ discard)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2689);

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
        if (size > maxErrorBytes)
            response.body.destroy();
    });
};
/** A body is larger than whoever reads it allows, or does not end. */
class BodyError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'BodyError';
}
/** The most that a manifest, a config or a token may have: registries take manifests of 4 MiB. */
const maxResponseBytes = 8 * 1024 * 1024;
/** More of an error's body is not worth reading; what comes after is dropped. */
const maxErrorBytes = 65_536;
/** A small body that moves but does not end is not waited for any longer. */
const responseTimeoutMs = 120_000;
/**
 * Reads a small body whole.
 *
 * @throws BodyError beyond 8 MiB or after two minutes; the connection's error when it breaks
 */
const bufferResponse = async (response) => {
    const { body, ...head } = response;
    const pieces = [];
    let size = 0;
    const giveUp = () => {
        body.destroy(new BodyError({ what: `the response did not end within ${responseTimeoutMs / 1000} s` }));
    };
    const timer = setTimeout(giveUp, responseTimeoutMs);
    try {
        for await (const piece of body) {
            size += piece.length;
            pieces.push(piece);
            if (!isSuccess(response) && size > maxErrorBytes)
                break;
            if (size > maxResponseBytes)
                throw new BodyError({ what: `the response is larger than ${maxResponseBytes} bytes` });
        }
    }
    finally {
        clearTimeout(timer);
    }
    return { ...head, bytes: Buffer.concat(pieces, size) };
};


/***/ }),

/***/ 6321:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ startTraversal),
/* harmony export */   X: () => (/* binding */ descend)
/* harmony export */ });
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2217);

/** The specification allows indexes within indexes, but nobody writes deep ones. */
const maxDepth = 3;
/** An index that names the same index again and again stands for more than can be read; real ones name some ten. */
const maxParts = 1000;
const startTraversal = () => ({ depth: 0, remaining: { parts: maxParts } });
/**
 * Enters an index.
 *
 * @throws ImageError where it is nested too deeply, or stands for too many images
 */
const descend = (index, reference, { depth, remaining }) => {
    const remedy = 'Name the images themselves';
    if (depth === maxDepth) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ImageError */ .C({ what: `${reference} is a list of lists, nested more than ${maxDepth} deep`, remedy });
    }
    remaining.parts -= index.manifests.length;
    if (remaining.parts < 0) {
        const why = `with the lists around it, it names more than ${maxParts} images`;
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ImageError */ .C({ what: `${reference} lists too much`, why, remedy });
    }
    return { depth: depth + 1, remaining };
};


/***/ }),

/***/ 1019:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ setFailed),
/* harmony export */   Gu: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.Gu),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   S0: () => (/* binding */ addSummary),
/* harmony export */   fM: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.fM),
/* harmony export */   uH: () => (/* binding */ setOutput)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6058);

// Everything else imports the toolkit through this module, which keeps the bundle runnable outside of a job.

/** Outside of a job the runner's files are missing. The toolkit would then print commands that no runner accepts. */
const isInJob = (variable) => (process.env[variable] ?? '') !== '';
/**
 * Reads all inputs at once: they leave the environment before the first program is started (children.ts).
 *
 * @returns the value of an input, trimmed; '' where it is not set
 */
const readInputs = (names) => {
    const values = new Map(names.map(name => [name, _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name)]));
    return name => values.get(name) ?? '';
};
/** Sets an output for later steps. */
const setOutput = (name, value) => {
    if (isInJob('GITHUB_OUTPUT'))
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, value);
};
/** Keeps a value for the post step. */
const saveState = (name, value) => {
    if (isInJob('GITHUB_STATE'))
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(name, value);
};
/** Fails the step. */
const setFailed = (message, annotation = {}) => {
    process.exitCode = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.Failure;
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3(message, annotation);
};
/** The runner refuses a larger summary (actions/runner FileCommandManager.cs). */
const maxSummaryBytes = 1024 * 1024;
/** Leaves room for the end of line, and cuts between characters: 4 bytes are the longest of UTF-8. */
const withinLimit = (markdown) => {
    const note = '\n\n(cut: a step summary may have 1 MiB)\n';
    const bytes = Buffer.from(markdown);
    return bytes.length < maxSummaryBytes - 1
        ? markdown
        : bytes.subarray(0, maxSummaryBytes - note.length - 4).toString('utf8') + note;
};
/** Appends Markdown to the summary of the step, cut to the 1 MiB that the runner accepts. */
const addSummary = async (markdown) => {
    if (isInJob('GITHUB_STEP_SUMMARY'))
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(withinLimit(markdown), true).write();
};


/***/ }),

/***/ 514:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ HttpClient),
/* harmony export */   w: () => (/* binding */ loadHttpClient)
/* harmony export */ });
let loaded;
/** Loads the real client, which is 1 MB with undici. */
const loadHttpClient = async () => (loaded ??= await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(942)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4942)));
const createClient = (...options) => {
    if (loaded !== undefined)
        return new loaded.HttpClient(...options);
    return {
        getJson: async (...request) => {
            const { HttpClient: RealClient } = await loadHttpClient();
            return new RealClient(...options).getJson(...request);
        }
    };
};
/**
 * Stands in for the class of `@actions/http-client` in the bundle (`paths` in tsconfig.json): `@actions/core` imports that
 * package at its top, for identity tokens alone, and would load it in every run.
 *
 * Await {@link loadHttpClient} before `@actions/github` is imported, which uses a client while it is evaluated, and before
 * a download of `@actions/tool-cache`: `new` gives the real client from then on. Until then a client has no method but the
 * one that `@actions/core` calls.
 */
const HttpClient = function (...options) {
    // Arrow functions cannot be called with `new`.
    return createClient(...options);
};


/***/ }),

/***/ 7708:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jy: () => (/* binding */ showOutput),
/* harmony export */   _D: () => (/* binding */ actionsLog),
/* harmony export */   g$: () => (/* binding */ printable)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6058);


/** Sequences that colour text on a terminal (ECMA-48, CSI sequences). */
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;
const controls = /[\u0000-\u001f\u007f-\u009f]+/g;
/**
 * Makes foreign text harmless: without line breaks and other control characters it can neither start a workflow command
 * nor colour the log.
 */
const printable = (text) => text.replace(colours, '').replace(controls, ' ').trim();
/**
 * Lines of the log quote foreign text: none may be a workflow command, in either form (actions/runner ActionCommand.cs).
 * .NET trims or ignores more in front of a command than JavaScript's white space: every invisible character counts.
 */
const harmless = (text) => text.replace(/##(?=\[)/g, '# #').replace(/^([^!-~\r\n\u2028\u2029]*):(?=:)/gm, '$1: ');
/** The log of a job: workflow commands of the runner. */
const actionsLog = {
    debug: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz,
    info: text => {
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq(harmless(text));
    },
    notice: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm,
    warning: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .warning */ .$e,
    secret: value => {
        if (value !== '')
            _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setSecret */ .Pq(value);
    },
    group: _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .group */ .Os
};
/**
 * Shows the output of a program as it arrives. The runner takes nothing in it for a workflow command.
 *
 * @param command the command line, which is the first line
 * @param run runs the program and passes on its output
 */
const showOutput = async (command, run) => {
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq(`::stop-commands::${token}`);
    _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq(`[command]${command}`);
    try {
        return await run(text => process.stdout.write(text));
    }
    finally {
        // The output need not end with a line end, and the token only counts at the start of a line.
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq(`\n::${token}::`);
    }
};


/***/ }),

/***/ 667:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ startProgress),
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
const intervalMs = 5000;
/** `690.0 MiB` */
const formatBytes = (bytes) => {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
};
/**
 * @param what the transfer: `Copying layers`
 * @param now milliseconds since 1970
 */
const startProgress = (what, log, now = Date.now) => {
    let start;
    let [expected, done, loggedAt] = [0, 0, 0];
    return {
        expect: bytes => {
            if (start === undefined)
                loggedAt = start = now();
            expected += bytes;
        },
        moved: bytes => {
            done += bytes;
            const time = now();
            if (start === undefined || time - loggedAt < intervalMs)
                return;
            loggedAt = time;
            const rate = done / ((time - start) / 1000);
            const percent = expected === 0 ? 100 : Math.floor((done / expected) * 100);
            log.info(`${what}: ${formatBytes(done)} of ${formatBytes(expected)} (${percent}%), ${formatBytes(rate)}/s`);
        }
    };
};


/***/ }),

/***/ 1904:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ repositoryLabels),
/* harmony export */   e: () => (/* binding */ fetchRepositoryLabels)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7832);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9927);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(514);



/** Milliseconds: labels are not worth more. */
const timeoutMs = 10_000;
/**
 * The labels that docker/metadata-action makes from a repository.
 *
 * @param repository as GitHub describes it in the payload of an event and in its API
 */
const repositoryLabels = (repository) => {
    const { name, description, html_url: url, license } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asRecord */ .qY)(repository);
    const licence = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asRecord */ .qY)(license).spdx_id);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({
        title: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)(name),
        description: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)(description),
        url: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)(url),
        // GitHub writes NOASSERTION for a licence that it does not know.
        licenses: licence === 'NOASSERTION' ? undefined : licence
    });
};
/**
 * Asks GitHub for the labels of a repository.
 *
 * @param repository `owner/name`
 * @throws Error, mostly of Octokit, where GitHub refuses or does not respond in time
 */
const fetchRepositoryLabels = async (repository, token) => {
    // It uses the client while it is imported.
    await (0,_http_client_js__WEBPACK_IMPORTED_MODULE_2__/* .loadHttpClient */ .w)();
    const { getOctokit } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(413)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2413));
    const [owner = '', repo = ''] = repository.split('/');
    const request = { signal: AbortSignal.timeout(timeoutMs) };
    const { data } = await getOctokit(token).rest.repos.get({ owner, repo, request });
    const labels = repositoryLabels(data);
    // Octokit passes on what it cannot read as JSON.
    if (labels.title === undefined)
        throw new Error('the response does not describe a repository');
    return labels;
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

/***/ 5626:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("supports-color");

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

/***/ }),

/***/ 6058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  yU: () => (/* binding */ ExitCode),
  fM: () => (/* binding */ addPath),
  Yz: () => (/* binding */ core_debug),
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  Gu: () => (/* binding */ getState),
  Os: () => (/* binding */ group),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ core_setSecret),
  z: () => (/* reexport */ summary),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: endGroup, exportVariable, getBooleanInput, getIDToken, getMultilineInput, markdownSummary, platform, setCommandEcho, setFailed, startGroup, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 2 modules
var lib_exec = __nccwpck_require__(5260);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        file_command_issueFileCommand('PATH', inputPath);
    }
    else {
        command_issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 5260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ exec)
});

// UNUSED EXPORTS: getExecOutput

// EXTERNAL MODULE: external "string_decoder"
var external_string_decoder_ = __nccwpck_require__(3193);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(4434);
// EXTERNAL MODULE: external "child_process"
var external_child_process_ = __nccwpck_require__(5317);
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io.js
var io = __nccwpck_require__(8701);
// EXTERNAL MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util = __nccwpck_require__(90);
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_.EOL.length);
                n = s.indexOf(external_os_.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return __awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!io_util/* isRooted */.Qh(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield io/* which */.K7(this.toolPath, true);
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield io_util/* exists */.t2(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map

/***/ }),

/***/ 90:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ lstat),
/* harmony export */   Ck: () => (/* binding */ mkdir),
/* harmony export */   Cy: () => (/* binding */ readdir),
/* harmony export */   H8: () => (/* binding */ IS_WINDOWS),
/* harmony export */   Qh: () => (/* binding */ isRooted),
/* harmony export */   YN: () => (/* binding */ symlink),
/* harmony export */   dJ: () => (/* binding */ stat),
/* harmony export */   h_: () => (/* binding */ readlink),
/* harmony export */   k6: () => (/* binding */ chmod),
/* harmony export */   m3: () => (/* binding */ copyFile),
/* harmony export */   rm: () => (/* binding */ rm),
/* harmony export */   t2: () => (/* binding */ exists),
/* harmony export */   vr: () => (/* binding */ tryGetExecutablePath),
/* harmony export */   y1: () => (/* binding */ unlink)
/* harmony export */ });
/* unused harmony exports open, rename, rmdir, UV_FS_O_EXLOCK, READONLY, isDirectory, getCmdPath */
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9896);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs__WEBPACK_IMPORTED_MODULE_0__.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        const result = yield fs__WEBPACK_IMPORTED_MODULE_0__.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY;
function exists(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return __awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return __awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = path__WEBPACK_IMPORTED_MODULE_1__.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = path__WEBPACK_IMPORTED_MODULE_1__.dirname(filePath);
                        const upperName = path__WEBPACK_IMPORTED_MODULE_1__.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = path__WEBPACK_IMPORTED_MODULE_1__.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map

/***/ }),

/***/ 8701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K7: () => (/* binding */ which),
/* harmony export */   U$: () => (/* binding */ mkdirP),
/* harmony export */   Yz: () => (/* binding */ rmRF),
/* harmony export */   cp: () => (/* binding */ cp),
/* harmony export */   w6: () => (/* binding */ findInPath)
/* harmony export */ });
/* unused harmony export mv */
/* harmony import */ var assert__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2613);
/* harmony import */ var path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6928);
/* harmony import */ var _io_util_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(90);
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(dest)) ? yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path__WEBPACK_IMPORTED_MODULE_1__.join(dest, path__WEBPACK_IMPORTED_MODULE_1__.basename(source))
            : dest;
        if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path__WEBPACK_IMPORTED_MODULE_1__.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return __awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return __awaiter(this, void 0, void 0, function* () {
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return __awaiter(this, void 0, void 0, function* () {
        (0,assert__WEBPACK_IMPORTED_MODULE_0__.ok)(fsPath, 'a path argument must be provided');
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .mkdir */ .Ck(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return __awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (_io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .isRooted */ .Qh(tool)) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(path__WEBPACK_IMPORTED_MODULE_1__.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(path__WEBPACK_IMPORTED_MODULE_1__.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .tryGetExecutablePath */ .vr(path__WEBPACK_IMPORTED_MODULE_1__.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return __awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readdir */ .Cy(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destDir, (yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .stat */ .dJ(sourceDir)).mode);
    });
}
// Buffered file copy
function copyFile(srcFile, destFile, force) {
    return __awaiter(this, void 0, void 0, function* () {
        if ((yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .lstat */ .$1(destFile);
                yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .chmod */ .k6(destFile, '0666');
                    yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .unlink */ .y1(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .readlink */ .h_(srcFile);
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .symlink */ .YN(symlinkFull, destFile, _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .IS_WINDOWS */ .H8 ? 'junction' : null);
        }
        else if (!(yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .exists */ .t2(destFile)) || force) {
            yield _io_util_js__WEBPACK_IMPORTED_MODULE_2__/* .copyFile */ .m3(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map

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
