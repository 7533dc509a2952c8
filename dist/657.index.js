export const id = 657;
export const ids = [657];
export const modules = {

/***/ 3657:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readBuildInputs: () => (/* binding */ readBuildInputs)
});

// EXTERNAL MODULE: ./node_modules/parse-duration/index.js + 1 modules
var parse_duration = __webpack_require__(7595);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
// EXTERNAL MODULE: ./src/inputs/placeholders.ts
var inputs_placeholders = __webpack_require__(8043);
;// CONCATENATED MODULE: ./src/inputs/build-args.ts


const example = '"CONF=line 1⏎line 2" (⏎: a line break)';
const refuse = (what) => new errors/* InputError */.dz('build-args', what, `write NAME=value, or NAME for a variable that is set; a value of several lines goes in quotes with its name, like ${example}`);
/** A text in double quotes, with nothing behind it on its line. A quote within is written twice. */
const quoted = /^"((?:[^"]|"")*)"[ \t]*(?=\r?\n|$)/;
/**
 * Splits the input into its arguments: a line each, or, as docker/build-push-action reads it, a text in double quotes that
 * may go over several lines.
 */
const split = (text) => {
    const parts = [];
    for (let rest = text.trimStart(); rest !== '';) {
        const [line = ''] = rest.split(/\r?\n/, 1);
        const [whole, inner] = quoted.exec(rest) ?? [];
        if (whole === undefined && line.startsWith('"'))
            throw refuse(`the quote that begins ${line} does not end a line`);
        parts.push(inner === undefined ? line.trim() : inner.replaceAll('""', '"'));
        rest = rest.slice((whole ?? line).length).trimStart();
    }
    return parts;
};
const nameOf = (argument) => argument.split('=', 1)[0] ?? '';
const check = (argument, env) => {
    const name = nameOf(argument);
    if (!/^[A-Za-z_][\w.-]*$/.test(name))
        throw refuse(`'${argument}' does not begin with the name of an argument and '='`);
    if (name === argument && env[name] === undefined)
        throw refuse(`'${name}' has no value, and no variable of that name is set`);
};
/**
 * Reads the build arguments, and fills the placeholders of `tags` in them. One that cannot be filled is left out, so that
 * the default of the Dockerfile counts.
 *
 * @param env what a name alone is looked up in
 * @throws InputError for a line that is not an argument
 */
const readBuildArgs = (read, placeholders, env = process.env) => {
    const filled = split(read.string('build-args') ?? '').map(argument => {
        check(argument, env);
        return { argument, result: (0,inputs_placeholders/* fillKnown */.Hc)(argument, placeholders) };
    });
    return {
        args: filled.flatMap(({ result }) => ('text' in result ? [result.text] : [])),
        notices: filled.flatMap(({ argument, result }) => 'text' in result ? [] : [`The build argument ${nameOf(argument)} is left out: ${result.missing}.`])
    };
};

;// CONCATENATED MODULE: ./src/inputs/install.ts



/** The inputs that need `docker-version`, in the order of the errors about them. */
const dependents = ['docker-sha256', 'docker-download-url'];
const readSha256 = (read) => {
    const value = read.string('docker-sha256')?.toLowerCase();
    if (value === undefined || /^[0-9a-f]{64}$/.test(value))
        return value;
    throw new errors/* InputError */.dz('docker-sha256', `'${value}' is not a SHA-256`, 'write its 64 hexadecimal digits');
};
/** @param isChecked whether a checksum guards what is downloaded */
const readMirror = (read, isChecked) => {
    const value = (read.string('docker-download-url') ?? 'https://download.docker.com').replace(/\/+$/, '');
    const url = URL.canParse(value) ? new URL(value) : undefined;
    // A login in the address is not for the log.
    const mirror = value.replace(/^(\w+:\/\/)[^/]*@/, '$1');
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
        throw new errors/* InputError */.dz('docker-download-url', `'${mirror}' is not an address`, "write it like 'https://mirror.example.com/docker'");
    }
    if (url.protocol === 'http:' && !(0,reference/* isLoopbackAddress */.Ow)(url.hostname) && !isChecked) {
        throw new errors/* InputError */.dz('docker-download-url', `'${mirror}' is read without TLS, so that anybody on the network can change what is installed`, "use https, or give 'docker-sha256'");
    }
    const [username, password] = [url.username, url.password].map(decodeURIComponent);
    const hasLogin = username !== '' || password !== '';
    return {
        mirror,
        ...(0,defined/* defined */.s)({ login: hasLogin ? { username: username ?? '', password: password ?? '' } : undefined })
    };
};
/**
 * Reads which Docker to install; undefined where none is asked for.
 *
 * @throws InputError that names the input
 */
const readInstall = (read) => {
    const version = read.string('docker-version');
    if (version === undefined) {
        const name = dependents.find(one => read.string(one) !== undefined);
        if (name === undefined)
            return undefined;
        throw new errors/* InputError */.dz(name, `Input '${name}' has no effect without 'docker-version'`, "give 'docker-version' too, or remove it");
    }
    if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?$/.test(version))
        throw new errors/* InputError */.dz('docker-version', `'${version}' is not a version of Docker`, "write all of it, like '29.1.5'");
    const sha256 = readSha256(read);
    return { version, ...readMirror(read, sha256 !== undefined), ...(0,defined/* defined */.s)({ sha256 }) };
};

// EXTERNAL MODULE: ./src/inputs/labels.ts
var labels = __webpack_require__(8014);
// EXTERNAL MODULE: ./src/inputs/references.ts
var references = __webpack_require__(7443);
// EXTERNAL MODULE: ./src/inputs/release-reader.ts
var release_reader = __webpack_require__(906);
// EXTERNAL MODULE: ./src/inputs/shared.ts + 1 modules
var shared = __webpack_require__(5898);
// EXTERNAL MODULE: ./src/inputs/command.ts
var command = __webpack_require__(6144);
;// CONCATENATED MODULE: ./src/inputs/build.ts











const isolations = ['auto', 'process', 'hyperv', 'default'];
const readMemory = (read) => {
    const value = read.string('memory');
    if (value === undefined || /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(value))
        return value;
    throw new errors/* InputError */.dz('memory', `'${value}' is not an amount of memory`, "write it like '4g'");
};
const readCacheFrom = (read) => {
    const remedy = "write a reference, like 'ghcr.io/org/app:latest-{{release}}'";
    return read.list('cache-from').map(value => {
        (0,errors/* parseInput */.CU)('cache-from', value, remedy, reference/* parseReference */.F2);
        return value;
    });
};
const maxTestMs = 24 * 60 * 60 * 1000;
const readTestTimeout = (read) => {
    const value = read.string('test-timeout') ?? '10m';
    const time = /^(?:\d+(?:\.\d+)? ?(?:ms|s|sec|m|min|h) ?)+$/i.test(value) ? (0,parse_duration/* default */.A)(value) : null;
    if (time !== null && time >= 1000 && time <= maxTestMs)
        return time;
    throw new errors/* InputError */.dz('test-timeout', `'${value}' is not a time from 1 second to 24 hours`, "write it like '90s' or '10m'");
};
const readRepository = (read, { repository: name, serverUrl, repositoryLabels: fromEvent }) => name === ''
    ? undefined
    : { name, url: `${serverUrl}/${name}`, ...(0,defined/* defined */.s)({ fromEvent, token: read.string('github-token') }) };
const readLegInputs = (read, placeholders) => {
    const test = read.string('test');
    return {
        context: read.string('context') ?? '.',
        buildArgs: readBuildArgs(read, placeholders).args,
        labels: (0,labels/* readLabels */.k)(read),
        cacheFrom: readCacheFrom(read),
        ...(0,defined/* defined */.s)({
            file: read.string('file'),
            target: read.string('target'),
            test: test === undefined ? undefined : (0,command/* readCommand */.U)('test', test)
        })
    };
};
/** @throws InputError that names the input */
const readBuildInputs = (read, context) => {
    const releases = (0,shared/* readReleases */.tl)(read.list('releases'));
    const publish = (0,shared/* readPublishInputs */.RY)(read, context, { namesDryRun: true });
    const legInputs = (release) => readLegInputs((0,release_reader/* readerFor */.d2)(read, release), publish.placeholders);
    // Whatever can be refused is refused before an engine is looked for.
    for (const release of releases.length > 0 ? releases : [release_reader/* someRelease */.OT])
        legInputs(release);
    return {
        ...publish,
        notices: [...publish.notices, ...readBuildArgs(read, publish.placeholders).notices],
        workspace: context.workspace,
        releases,
        legInputs,
        variesByRelease: (0,release_reader/* anyVaries */.zN)(read, ['context', 'file', 'target', 'build-args']),
        pull: read.boolean('pull', false),
        noCache: read.boolean('no-cache', false),
        isolation: read.choice('isolation', isolations, 'auto'),
        pinBase: read.choice('pin-base', ['auto', 'never'], 'auto'),
        testHealthy: read.boolean('test-healthy', false),
        testTimeout: readTestTimeout(read),
        ...(0,defined/* defined */.s)({
            network: read.string('network'),
            memory: readMemory(read),
            baseImage: (0,references/* readBaseImage */.l2)(read),
            install: readInstall(read),
            repository: readRepository(read, context),
            headCommit: context.headCommit,
            sourceDateEpoch: context.sourceDateEpoch
        })
    };
};


/***/ }),

/***/ 6144:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readCommand),
/* harmony export */   c: () => (/* binding */ parseStrings)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9927);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1318);


/**
 * Splits a command line into its words as `@actions/exec` does (toolrunner.ts, argStringToArray): at blanks outside of
 * double quotes; `\"` is a quote, any other backslash stays, as Windows paths need it.
 */
const splitLine = (line) => {
    const words = [];
    let [word, quoted, escaped] = ['', false, false];
    for (const char of line) {
        if (char === '"' && !escaped)
            quoted = !quoted;
        else if (char === '\\' && quoted && !escaped)
            escaped = true;
        else if (char === ' ' && !quoted) {
            if (word !== '')
                words.push(word);
            word = '';
        }
        else {
            word += escaped && char !== '"' ? `\\${char}` : char;
            escaped = false;
        }
    }
    return word === '' ? words : [...words, word.trim()];
};
/** The strings of a JSON array; undefined where the value is not an array of strings. */
const parseStrings = (value) => {
    const items = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(value);
    return Array.isArray(items) && items.every(item => typeof item === 'string') ? items : undefined;
};
/**
 * Reads a command: a JSON array, or a line that is split into words.
 *
 * @throws InputError that names the input
 */
const readCommand = (name, value) => {
    const isJson = /^\s*\[/.test(value);
    const [first, ...rest] = (isJson ? parseStrings(value) : splitLine(value)) ?? [];
    if (first !== undefined && first !== '')
        return [first, ...rest];
    const what = isJson ? 'a JSON array of strings that begins with a program' : 'a command';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' is not ${what}`, `write it like ["app.exe", "--version"]`);
};


/***/ }),

/***/ 8014:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ readLabels)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1318);

/**
 * Reads the labels of an image.
 *
 * @throws InputError for a name that docker does not take (docker/cli opts/opts.go, ValidateLabel)
 */
const readLabels = (read) => {
    const labels = read.keyValues('labels');
    const bad = Object.keys(labels).find(name => /\s/.test(name));
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('labels', `the name '${bad}' contains white space`, 'write it like com.example.name=a value');
    return labels;
};


/***/ }),

/***/ 7595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ parse)
});

;// CONCATENATED MODULE: ./node_modules/parse-duration/locale/en.js
const unit = Object.create(null)
const m = 60000, h = m * 60, d = h * 24, y = d * 365.25

unit.year = unit.yr = unit.y = y
unit.month = unit.mo = unit.mth = y / 12
unit.week = unit.wk = unit.w = d * 7
unit.day = unit.d = d
unit.hour = unit.hr = unit.h = h
unit.minute = unit.min = unit.m = m
unit.second = unit.sec = unit.s = 1000
unit.millisecond = unit.millisec = unit.ms = 1
unit.microsecond = unit.microsec =  unit.us = unit.µs = 1e-3
unit.nanosecond = unit.nanosec = unit.ns = 1e-6

unit.group = ','
unit.decimal = '.'
unit.placeholder = ' _'

/* harmony default export */ const en = (unit);

;// CONCATENATED MODULE: ./node_modules/parse-duration/index.js


const durationRE = /((?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)\s*([\p{L}]{0,14})/gu

parse.unit = en

// group/placeholder cleanup regex — rebuilt only when the locale strings change
let groupRE, placeholder = null, group

/**
 * look up a unit name, ignoring case and a trailing plural `s`
 *
 * @param {object} unit
 * @param {string} name
 * @return {number|undefined}
 */
const lookupUnit = (unit, name) => {
  name = String(name).toLowerCase()
  return unit[name] ?? (name.endsWith('s') ? unit[name.slice(0, -1)] : undefined)
}

/**
 * convert `str` to ms
 *
 * @param {string} str
 * @param {string} format
 * @return {number|null}
 */
function parse(str = '', format = 'ms') {
  let result = null, prevUnits, unit = parse.unit

  if (unit.placeholder !== placeholder || unit.group !== group)
    groupRE = new RegExp(`(\\d)[${(placeholder = unit.placeholder) ?? ''}${(group = unit.group) ?? ''}](\\d)`, 'g')

  str = String(str)
  let s = str.replace(groupRE, '$1$2') // clean up group separators / placeholders
  if (unit.decimal !== '.') s = s.replaceAll(unit.decimal, '.') // normalize decimal separator

  durationRE.lastIndex = 0
  for (let m; (m = durationRE.exec(s));) {
    let units = m[2]
    // if no units, find next smallest units or fall back to format value
    // eg. 1h30 -> 1h30m
    if (!units) {
      if (prevUnits) {
        for (const u in unit) if (unit[u] < prevUnits) { units = u; break }
      }
      else units = format
    }

    prevUnits = units = lookupUnit(unit, units)

    if (typeof units == 'number') result = (result || 0) + m[1] * units
  }

  return result && ((result / (lookupUnit(unit, format) || 1)) * (str.trimStart()[0] === '-' ? -1 : 1))
}


/***/ })

};
