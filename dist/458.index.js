export const id = 458;
export const ids = [458];
export const modules = {

/***/ 2458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  plan: () => (/* binding */ plan_plan)
});

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/plan.ts

/** `runs-on` takes one label as a string, several as an array. */
const runsOn = ({ runner }) => {
    const [first = '', ...others] = runner;
    return others.length === 0 ? first : runner;
};
const matrixOf = (legs) => ({
    include: legs.map(leg => ({ release: leg.release.name, runner: runsOn(leg), isolation: leg.isolation }))
});
const namesOf = (parts) => parts.map(({ release }) => release.name).join(',');
/** The outputs and the step summary of a plan. */
const planResult = (plan) => {
    const { legs, rebase, leftOut } = plan;
    const reasons = ({ reason, release }) => ({ release: release.name, reason });
    return {
        outputs: {
            matrix: legs.length === 0 ? '' : JSON.stringify(matrixOf(legs)),
            releases: namesOf([...legs, ...rebase]),
            'rebase-releases': namesOf(rebase),
            metadata: JSON.stringify({
                matrix: matrixOf(legs),
                rebase: rebase.map(reasons),
                leftOut: leftOut.map(reasons),
                warnings: plan.warnings
            })
        },
        summary: [
            '### Plan',
            (0,markdown/* table */.tp)(['Release', 'Runner', 'Isolation', ''], [
                ...legs.map(({ release, runner, isolation }) => [
                    release.name,
                    runner.map(markdown/* code */.aY).join(' '),
                    release.os === 'windows' ? isolation : '',
                    'build'
                ]),
                ...rebase.map(({ release, reason }) => [release.name, '', '', `rebase or assemble: ${reason}`]),
                ...leftOut.map(({ release, reason }) => [release.name, '', '', `left out: ${reason}`])
            ]),
            ...plan.warnings.map(markdown/* warning */.$e),
            ''
        ].join('\n\n')
    };
};

// EXTERNAL MODULE: ./src/windows/plan.ts
var plan = __webpack_require__(6210);
;// CONCATENATED MODULE: ./src/modes/plan.ts


/** Decides which job builds which release, before any is started. Neither a registry nor GitHub is asked. */
const plan_plan = ({ releases, runners }, log, now) => {
    const planned = (0,plan/* planReleases */._)(releases, runners, now.toISOString().slice(0, 10));
    for (const { release, runner, isolation } of planned.legs)
        log.info(`${release.name}: built on ${runner.join(', ')} (isolation: ${isolation})`);
    for (const { release, reason } of planned.rebase)
        log.notice(`${release.name} is not built: ${reason}. Make it with mode 'rebase' or 'assemble', or give 'runners'.`);
    for (const { release, reason } of planned.leftOut)
        log.warning(`${release.name} is left out: ${reason}. Build it with docker/build-push-action and name it in 'sources', or give 'runners'.`);
    for (const warning of planned.warnings)
        log.warning(warning);
    return planResult(planned);
};


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const entity = (char) => `&#${char.charCodeAt(0)};`;
/** Foreign text as plain text: none of its characters makes HTML, a link, a table or anything else. */
const plain = (text) => text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~$@]|:(?=\/\/)|(?<=\bwww)\./gi, entity);
/** Text as code, in a table too. Text with characters that would end the code is written in HTML. */
const code = (text) => (/[`|\r\n]/.test(text) ? `<code>${plain(text)}</code>` : `\`${text}\``);
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
/** A quoted warning. */
const warning = (text) => `> ⚠️ ${plain(text)}`;
/** A label in a Mermaid picture; `<br>` breaks the line. */
const label = (text) => `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`%]/g, char => `#${char.charCodeAt(0)};`))
    .join('<br>')}"`;


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ isolationFor),
/* harmony export */   Z: () => (/* binding */ needsSameRevision)
/* harmony export */ });
/** From this build on a host shares its kernel with images of older releases back to it (version-compatibility.md). */
const firstCompatibleBuild = 20_348;
/** Up to this build an image runs only on the revision (UBR) that it was made for (version-compatibility.md). */
const lastBuildTiedToRevision = 14_393;
/** Whether hosts of that build run only images of their own revision: Windows Server 2016. */
const needsSameRevision = (build) => build <= lastBuildTiedToRevision;
/**
 * How a host can run an image of that build: with its own kernel, in a virtual machine, or not at all (undefined:
 * the image is newer than the host). Source: the matrix of Microsoft's version-compatibility.md.
 */
const isolationFor = (host, imageBuild) => {
    if (imageBuild > host.build)
        return undefined;
    // Windows 10 supports process isolation for development only; its engine's default is Hyper-V.
    if (host.client && host.build < 22_000)
        return 'hyperv';
    const shared = imageBuild === host.build || imageBuild >= firstCompatibleBuild;
    return shared ? 'process' : 'hyperv';
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
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) ?? 'auto';
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
        .map(({ release, runner }) => `${release.name}: GitHub no longer has runners with the label ${quoted(runner)}. Unless you have one yourself, the job waits until it is cancelled.`),
    ...legs
        .filter(({ runner, isolation }) => isHosted(runner) && isolation === 'hyperv')
        .map(({ release, runner }) => `${release.name} is built under Hyper-V on ${quoted(runner)}, which GitHub does not guarantee to work.`)
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
        return { release, runner: runners.get(release) ?? (hosted === undefined ? undefined : [hosted]) };
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


/***/ }),

/***/ 2171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qt: () => (/* binding */ supportNotice),
/* harmony export */   dv: () => (/* binding */ findRelease),
/* harmony export */   hY: () => (/* binding */ hasEnded),
/* harmony export */   nL: () => (/* binding */ releaseOfHost),
/* harmony export */   uh: () => (/* binding */ releaseNames),
/* harmony export */   y2: () => (/* binding */ releaseOfImage),
/* harmony export */   yV: () => (/* binding */ endOfSupport)
/* harmony export */ });
/* unused harmony export windowsReleases */
const core = ['servercore', 'nanoserver'];
const windows = (name, build, endOfSupport, more = {}) => ({
    os: 'windows',
    name,
    build,
    endOfSupport,
    aliases: [],
    architecture: 'amd64',
    families: core,
    ...more
});
/** The full Windows stands in the repository `windows` itself. */
const full = [...core, 'windows'];
/**
 * Builds: hcsshim osversion/windowsbuilds.go. Families: container-base-images.md; nanoserver:sac2016 is older than the tag
 * ltsc2016. Newest first.
 *
 * Ends of support (the end of security updates for LTSC releases): Microsoft's base-image-lifecycle.md of 2025-07-15. For
 * ltsc2025 that page says 2034-10-10, and that the lifecycle pages take precedence; the one of Windows Server 2025 says
 * 2034-11-14 (learn.microsoft.com/lifecycle/products/windows-server-2025).
 */
const windowsReleases = [
    windows('ltsc2025', 26100, '2034-11-14', { runner: 'windows-2025', families: [...core, 'server'] }),
    windows('ltsc2025-arm64', 26100, '2034-11-14', { architecture: 'arm64' }),
    windows('ltsc2022', 20348, '2031-10-14', { runner: 'windows-2022', families: [...core, 'server'] }),
    windows('20H2', 19042, '2022-08-09', { families: full }),
    windows('2004', 19041, '2021-12-14', { families: full }),
    windows('1909', 18363, '2021-05-11', { families: full }),
    windows('1903', 18362, '2020-12-08', { families: full }),
    windows('ltsc2019', 17763, '2029-01-09', { aliases: ['1809'], families: full }),
    windows('1803', 17134, '2019-11-12'),
    windows('1709', 16299, '2019-04-09'),
    windows('ltsc2016', 14393, '2027-01-12', {
        aliases: ['sac2016'],
        families: ['servercore'],
        earlierEnds: { nanoserver: '2018-10-09' }
    })
];
/** Days before the end of support in which it is announced. */
const noticeDays = 90;
/** Last day on which a release's base images of a family get updates, as YYYY-MM-DD. */
const endOfSupport = (release, family = '') => release.earlierEnds?.[family] ?? release.endOfSupport;
/** Days left until the end of support; 0 or less after it. */
const daysLeft = (release, now, family) => Math.ceil((Date.parse(`${endOfSupport(release, family)}T23:59:59Z`) - now) / 86_400_000);
/**
 * Whether a release's base images get no updates any more.
 *
 * @param now milliseconds since 1970
 */
const hasEnded = (release, now, family) => daysLeft(release, now, family) < 1;
/**
 * What to say about the support of a release's base images; undefined while it has long to go.
 *
 * @param now milliseconds since 1970
 * @param family the kind of base image, where it is known: some kinds end before the others
 */
const supportNotice = (release, now, family) => {
    const [days, end] = [daysLeft(release, now, family), endOfSupport(release, family)];
    const images = `the base images of ${release.name}${release.earlierEnds?.[family ?? ''] === undefined ? '' : ` (${family ?? ''})`}`;
    if (days > noticeDays)
        return undefined;
    return days < 1
        ? `Microsoft has not updated ${images} since ${end}: images of it get no security fixes.`
        : `Microsoft stops updating ${images} on ${end}, in ${days} days.`;
};
const linuxPlatforms = [
    { os: 'linux', name: 'linux-amd64', architecture: 'amd64', runner: 'ubuntu-24.04' },
    { os: 'linux', name: 'linux-arm64', architecture: 'arm64', runner: 'ubuntu-24.04-arm' },
    { os: 'linux', name: 'linux-arm-v7', architecture: 'arm', variant: 'v7' }
];
/** Every name under which a release or platform is known, the canonical ones first. */
const releaseNames = [
    ...windowsReleases.map(({ name }) => name),
    ...linuxPlatforms.map(({ name }) => name),
    ...windowsReleases.flatMap(({ aliases }) => aliases)
];
/** The release of that name or alias; case does not count (`20h2`). */
const findRelease = (value) => {
    const wanted = value.toLowerCase();
    return [...windowsReleases, ...linuxPlatforms].find(release => release.name.toLowerCase() === wanted || (release.os === 'windows' && release.aliases.includes(wanted)));
};
/** First build of a Windows that the table cannot know: the insider builds of the next Server begin here. */
const beyondTable = 26_491;
/** Windows 11 26H1, a client; 26H2 is the build 26300 below them. */
const windows11Of26H1 = 28_000;
/**
 * The release whose images run on a host of that build without Hyper-V, else the nearest older one.
 * Windows 11 and the annual channel run ltsc2022 or ltsc2025 images (version-compatibility.md).
 */
const releaseOfHost = (build, architecture = 'amd64') => {
    const candidates = windowsReleases.filter(release => release.architecture === architecture);
    const exact = candidates.find(release => release.build === build);
    if (exact !== undefined)
        return { release: exact, match: 'exact' };
    const older = candidates.find(release => release.build < build && release.name.startsWith('ltsc'));
    if (older === undefined)
        return undefined;
    return { release: older, match: build >= beyondTable && build !== windows11Of26H1 ? 'newer' : 'client' };
};
/** The release that an image of that build and architecture belongs to. */
const releaseOfImage = (build, architecture) => windowsReleases.find(release => release.build === build && release.architecture === architecture);


/***/ })

};
