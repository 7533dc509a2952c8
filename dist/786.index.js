export const id = 786;
export const ids = [786];
export const modules = {

/***/ 7786:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPlanInputs: () => (/* binding */ readPlanInputs)
/* harmony export */ });
/* harmony import */ var _windows_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6210);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5898);




/** One label, or several as YAML and JSON write a list in a line: `[self-hosted, windows-2019]`. */
const readLabels = (value) => {
    const [, list] = /^\[(.*)\]$/.exec(value) ?? [];
    return (list === undefined ? [value] : list.split(',')).map(label => label.trim().replace(/^(["'])(.*)\1$/, '$2'));
};
const readRunner = (name, value) => {
    const release = (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .readRelease */ .iJ)('runners', name);
    const labels = readLabels(value);
    if (labels.some(label => label === '' || /[[\]{}"']/.test(label))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('runners', `'${name}=${value}' does not name a runner`, "write 'ltsc2019=windows-2022' or 'ltsc2019=[self-hosted, windows-2019]'");
    }
    const problem = (0,_windows_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .runnerProblem */ .g)(release, labels);
    if (problem !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('runners', problem, 'name another runner, or remove the line');
    return [release, labels];
};
/** @throws InputError that names the input */
const readPlanInputs = (read) => {
    const [first, ...others] = (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .readReleases */ .tl)(read.list('releases'));
    if (first === undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .missingInput */ .fV)('releases', 'name the releases to plan for, like ltsc2022, ltsc2025');
    const releases = [first, ...others];
    const runners = new Map(Object.entries(read.keyValues('runners')).map(([name, value]) => readRunner(name, value)));
    (0,_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseTwoNames */ .VV)('runners', [...runners.keys()]);
    const unused = [...runners.keys()].filter(one => !releases.some(release => (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameRelease */ ._M)(one, release)));
    return {
        releases: [first, ...others],
        runners,
        notices: unused.map(({ name }) => `The runner for ${name} is not needed: 'releases' does not name it.`)
    };
};


/***/ }),

/***/ 6210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ planReleases),
/* harmony export */   g: () => (/* binding */ runnerProblem)
/* harmony export */ });
/* harmony import */ var _isolation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2171);


const labelsFor = (release, runners) => [...runners].find(([named]) => (0,_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameRelease */ ._M)(named, release))?.[1];
/** Windows builds of runners by label: GitHub's runners, and what others usually call theirs. */
const buildsByLabel = {
    'windows-latest': 26_100,
    'windows-2025-vs2026': 26_100,
    'windows-2025': 26_100,
    'windows-2022': 20_348,
    'windows-2019': 17_763,
    'windows-2016': 14_393
};
/** Labels that GitHub retired: a job for one waits until it is cancelled (actions/runner-images). */
const retired = new Set(['windows-2019', 'windows-2016']);
/** Windows on Arm: has neither Docker nor virtual machines to run it in. */
const withoutDocker = /^windows-11(?:-.*)?-arm$/;
const buildOf = (labels) => labels.map(label => buildsByLabel[label.toLowerCase()]).find(build => build !== undefined);
/** GitHub's runners are named by a single label. */
const isHosted = (labels) => labels.length === 1;
const quoted = (labels) => labels.map(label => `'${label}'`).join(' and ');
/** Why a runner with these labels cannot build the release; undefined where it can, or where that is not known. */
const runnerProblem = (release, labels) => {
    const names = labels.map(label => label.toLowerCase());
    const build = buildOf(labels);
    if (release.os === 'linux') {
        return names.some(name => name.startsWith('windows'))
            ? `${quoted(labels)} is a Windows runner, which cannot build ${release.name}`
            : undefined;
    }
    if (names.some(name => /^(?:ubuntu|macos|linux$)/.test(name)))
        return `${quoted(labels)} is not a Windows runner, and cannot build ${release.name}`;
    if (names.some(name => withoutDocker.test(name)))
        return `${quoted(labels)} has no Docker, and cannot build ${release.name}`;
    if (build === undefined)
        return undefined;
    if (release.architecture !== 'amd64')
        return `${quoted(labels)} is an amd64 runner, and cannot build ${release.name} for ${release.architecture}`;
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) === undefined
        ? `${quoted(labels)} (build ${build}) is older than ${release.name} (build ${release.build}), and cannot run it`
        : undefined;
};
const isolationOn = (release, labels) => {
    const build = buildOf(labels);
    if (release.os === 'linux' || build === undefined)
        return 'auto';
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) === 'process' ? 'process' : 'auto';
};
const whyUnbuilt = (release) => {
    if (release.os === 'linux')
        return 'GitHub has no runner for its platform';
    if (release.architecture === 'arm64')
        return "GitHub's Windows runners on Arm have no Docker";
    return `GitHub has no runner with its Windows build (${release.build})`;
};
const warningsOf = (releases, legs, today) => [
    ...releases
        .filter(release => release.os === 'windows')
        .filter(release => (0,_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(release, Date.parse(today)))
        .map(({ name, endOfSupport }) => `${name} no longer gets updates: its support ended on ${endOfSupport}.`),
    ...legs
        .filter(({ runner }) => isHosted(runner) && runner.some(label => retired.has(label.toLowerCase())))
        .map(({ release, runner }) => `${release.name}: GitHub no longer has runners with the label ${quoted(runner)}. Unless you have one yourself, the job waits until it is cancelled.`)
];
/**
 * Decides where each release is built: on the runner that the user names, else on GitHub's runner of the same build.
 * Releases without one are made from existing images: `mode: rebase`.
 *
 * @param today as YYYY-MM-DD
 */
const planReleases = (releases, runners, today) => {
    const placed = releases.map(release => {
        const { runner: hosted } = release;
        return { release, runner: labelsFor(release, runners) ?? (hosted === undefined ? undefined : [hosted]) };
    });
    const legs = placed.flatMap(({ release, runner }) => runner === undefined ? [] : [{ release, runner, isolation: isolationOn(release, runner) }]);
    const unbuilt = placed
        .filter(({ runner }) => runner === undefined)
        .map(({ release }) => ({ release, reason: whyUnbuilt(release) }));
    return {
        legs,
        rebase: unbuilt.filter(({ release }) => release.os === 'windows'),
        leftOut: unbuilt.filter(({ release }) => release.os === 'linux'),
        warnings: warningsOf(releases, legs, today)
    };
};


/***/ })

};
