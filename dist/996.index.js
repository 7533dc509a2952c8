export const id = 996;
export const ids = [996];
export const modules = {

/***/ 4996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readBuildInputs: () => (/* binding */ readBuildInputs)
});

// EXTERNAL MODULE: ./node_modules/parse-duration/index.js + 1 modules
var parse_duration = __webpack_require__(7595);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
// EXTERNAL MODULE: ./src/inputs/labels.ts
var labels = __webpack_require__(8014);
// EXTERNAL MODULE: ./src/inputs/references.ts
var references = __webpack_require__(7443);
// EXTERNAL MODULE: ./src/inputs/shared.ts
var shared = __webpack_require__(5940);
;// CONCATENATED MODULE: ./src/inputs/words.ts

/**
 * Splits a command line into its words as `@actions/exec` does (toolrunner.ts, argStringToArray): at blanks outside of
 * double quotes; `\"` is a quote, any other backslash stays, as Windows paths need it.
 */
const splitLine = (line) => {
    const words = [];
    let [word, quoted, escaped] = ['', false, false];
    for (const sign of line) {
        if (sign === '"' && !escaped)
            quoted = !quoted;
        else if (sign === '\\' && quoted && !escaped)
            escaped = true;
        else if (sign === ' ' && !quoted) {
            if (word !== '')
                words.push(word);
            word = '';
        }
        else {
            word += escaped && sign !== '"' ? `\\${sign}` : sign;
            escaped = false;
        }
    }
    return word === '' ? words : [...words, word.trim()];
};
/**
 * Reads a command: a JSON array, or a line that is split into words.
 *
 * @throws InputError that names the input
 */
const readCommand = (name, text) => {
    const asArray = /^\s*\[/.test(text);
    let words;
    try {
        words = asArray ? JSON.parse(text) : splitLine(text);
    }
    catch (cause) {
        throw new errors/* InputError */.d(name, `'${text}' is not JSON`, `write for instance ["app.exe", "--version"]`, cause);
    }
    const isText = (word) => typeof word === 'string';
    const [first, ...rest] = Array.isArray(words) && words.every(isText) ? words : [];
    if (first === undefined || first === '')
        throw new errors/* InputError */.d(name, `'${text}' is not a command`, `write for instance ["app.exe", "--version"]`);
    return [first, ...rest];
};

;// CONCATENATED MODULE: ./src/inputs/build.ts







const isolations = ['auto', 'process', 'hyperv', 'default'];
const readArgName = (read, name, otherwise) => {
    const value = read.text(name) ?? otherwise;
    if (!/^[A-Za-z_]\w*$/.test(value)) {
        throw new errors/* InputError */.d(name, `'${value}' is not the name of a build argument`, "use letters, digits and '_'");
    }
    return value;
};
const given = (key, value) => value === undefined ? {} : { [key]: value };
const readCacheFrom = (texts) => {
    for (const text of texts) {
        try {
            (0,reference/* parseReference */.F2)((0,shared/* fillRelease */.B_)(text, 'ltsc2022'));
        }
        catch (error) {
            const remedy = "write a reference, like 'ghcr.io/org/app:latest-{{release}}'";
            throw new errors/* InputError */.d('cache-from', error.message, remedy, error);
        }
    }
    return release => texts.map(text => (0,shared/* fillRelease */.B_)(text, release.name));
};
/** No test is worth a day. */
const longestTest = 24 * 60 * 60 * 1000;
const readTimeout = (read) => {
    const text = read.text('test-timeout') ?? '10m';
    const time = /^(?:\d+(?:\.\d+)? ?(?:ms|s|sec|m|min|h) ?)+$/i.test(text) ? (0,parse_duration/* default */.A)(text) : null;
    if (time === null || time < 1000 || time > longestTest) {
        throw new errors/* InputError */.d('test-timeout', `'${text}' is not a time from 1 second to 24 hours`, "write for instance '90s' or '10m'");
    }
    return time;
};
const readInstall = (read) => {
    const [version, sha256] = [read.text('docker-version'), read.text('docker-sha256')?.toLowerCase()];
    const address = read.text('docker-download-url');
    if (version === undefined) {
        const name = sha256 !== undefined ? 'docker-sha256' : address !== undefined ? 'docker-download-url' : undefined;
        if (name === undefined)
            return undefined;
        throw new errors/* InputError */.d(name, "it is given without 'docker-version'", "give 'docker-version' too, or leave it out");
    }
    if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?$/.test(version))
        throw new errors/* InputError */.d('docker-version', `'${version}' is not a version of Docker`, "write all of it, like '29.1.5'");
    if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
        throw new errors/* InputError */.d('docker-sha256', `'${sha256}' is not a SHA-256`, 'write its 64 hexadecimal digits');
    const mirror = (address ?? 'https://download.docker.com').replace(/\/+$/, '');
    const url = URL.canParse(mirror) ? new URL(mirror) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
        throw new errors/* InputError */.d('docker-download-url', `'${mirror}' is not an address`, "write it like 'https://mirror.example.com/docker'");
    }
    if (url.protocol === 'http:' && !(0,reference/* isLoopbackAddress */.Ow)(url.hostname) && sha256 === undefined) {
        throw new errors/* InputError */.d('docker-download-url', `'${mirror}' is read without TLS, so that anybody on the way can change what is installed`, "use https, or give 'docker-sha256'");
    }
    return { version, mirror, ...(sha256 === undefined ? {} : { sha256 }) };
};
/** Where the image comes from, as docker/metadata-action writes it into its labels. */
const originOf = ({ repository, serverUrl, licence }) => {
    if (repository === '')
        return {};
    const page = `${serverUrl}/${repository}`;
    const title = repository.split('/').at(-1);
    return { source: page, url: page, ...given('title', title), ...given('licenses', licence) };
};
/** @throws InputError that names the input */
const readBuildInputs = (read, context) => {
    const memory = read.text('memory');
    if (memory !== undefined && !/^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i.test(memory)) {
        throw new errors/* InputError */.d('memory', `'${memory}' is not an amount of memory`, "write for instance '4g'");
    }
    const [baseArg, versionArg] = [readArgName(read, 'base-arg', 'BASE'), readArgName(read, 'version-arg', 'VERSION')];
    if (baseArg === versionArg) {
        throw new errors/* InputError */.d('version-arg', `'${versionArg}' is also the name of 'base-arg'`, 'give them different names');
    }
    const [test, baseImage, install] = [read.text('test'), (0,references/* readBaseImage */.l2)(read), readInstall(read)];
    return {
        ...(0,shared/* readPublishInputs */.RY)(read, context),
        releases: (0,shared/* readReleases */.tl)(read.words('releases')),
        context: read.text('context') ?? '.',
        ...given('file', read.text('file')),
        buildArgs: read.lines('build-args'),
        labels: (0,labels/* readLabels */.k)(read),
        ...given('target', read.text('target')),
        pull: read.flag('pull', false),
        noCache: read.flag('no-cache', false),
        ...given('network', read.text('network')),
        baseArg,
        versionArg,
        isolation: read.choice('isolation', isolations, 'auto'),
        ...given('memory', memory),
        ...(baseImage === undefined ? {} : { baseImage }),
        cacheFrom: readCacheFrom(read.words('cache-from')),
        pinBase: read.choice('pin-base', ['auto', 'never'], 'auto'),
        ...(test === undefined ? {} : { test: readCommand('test', test) }),
        testHealthy: read.flag('test-healthy', false),
        testTimeout: readTimeout(read),
        ...(install === undefined ? {} : { install }),
        origin: originOf(context),
        ...(context.headCommit === undefined ? {} : { headCommit: context.headCommit }),
        ...(context.sourceDateEpoch === undefined ? {} : { sourceDateEpoch: context.sourceDateEpoch })
    };
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
 * @throws InputError where a name is none that docker takes (docker/cli opts/opts.go, ValidateLabel)
 */
const readLabels = (read) => {
    const labels = read.record('labels');
    const bad = Object.keys(labels).find(name => /\s/.test(name));
    if (bad !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .d('labels', `the name '${bad}' has a blank in it`, 'write for instance com.example.name=a value');
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
