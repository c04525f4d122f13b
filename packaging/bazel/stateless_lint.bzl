"""stateless-lint under Bazel: an ordinary action for each source, which can run anywhere, and one that judges the whole.

    load("//tools/stateless:stateless_lint.bzl", "stateless_lint_test")
    stateless_lint_test(name = "lint", program = ":server")

`bazel test //:lint` fails where there are findings and prints them; `bazel build //:lint` leaves lint.sarif. An action's
inputs are what compiling its source has: the source, headers and toolchain, and //tools/stateless:program and :config.
"""

load("@rules_cc//cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME", "C_COMPILE_ACTION_NAME")
load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

StatelessFactsInfo = provider(
    doc = "What stateless-lint extract wrote of a target and all that it is linked from.",
    fields = {"facts": "depset of folders, one for each source", "sources": "depset of the files that findings may lie in"},
)

_C = ["c"]
_CPP = ["cc", "cpp", "cxx", "c++", "C"]

def _flags(target, ctx, source, is_c):
    """The compiler's command line as a build of the target has it, without its outputs."""
    toolchain = find_cc_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    context = target[CcInfo].compilation_context
    action = C_COMPILE_ACTION_NAME if is_c else CPP_COMPILE_ACTION_NAME
    fragment = ctx.fragments.cpp
    words = list(fragment.copts) + list(fragment.conlyopts if is_c else fragment.cxxopts)
    for option in getattr(ctx.rule.attr, "copts", []):
        words += ctx.tokenize(ctx.expand_make_variables("copts", option, {}))
    defines = [depset(getattr(context, kind, depset()).to_list()) for kind in ["defines", "local_defines"]]
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = words,
        source_file = source.path,
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = depset(transitive = [
            context.system_includes,
            getattr(context, "external_includes", depset()),
        ]),
        preprocessor_defines = depset(transitive = defines),
    )
    return [cc_common.get_tool_for_action(feature_configuration = features, action_name = action)] + \
           cc_common.get_memory_inefficient_command_line(
               feature_configuration = features,
               action_name = action,
               variables = variables,
           )

def _common_end(a, b):
    """How many parts of two paths are the same, counted from the end."""
    count = 0
    for x, y in zip(reversed(a.split("/")), reversed(b.split("/"))):
        if x != y:
            break
        count += 1
    return count

def _escaped(text):
    for mark in ["\\", ".", "*", "[", "]", "^", "$", "|"]:
        text = text.replace(mark, "\\" + mark)
    return text

def _virtual_headers(headers):
    """Headers that include_prefix and strip_include_prefix show elsewhere: {path: path of the source}."""
    marker = "/_virtual_includes/"
    own = [header.path for header in headers if header.is_source and not header.path.startswith("external/")]
    result = {}
    for header in headers:
        package, _, rest = header.short_path.partition(marker)
        best = ""
        for path in own if rest else []:
            if path.startswith(package + "/") and _common_end(path, rest) > _common_end(best, rest):
                best = path
        if best:
            result[header.path] = best
    return result

def _extract(target, ctx, source, number, virtual):
    """Declares the action that writes the facts of one source, with headers named as the workspace has them."""
    name = "%s.stateless/%d" % (target.label.name, number)
    facts = ctx.actions.declare_directory(name + ".facts")
    database = ctx.actions.declare_file(name + "/compile_commands.json")
    ctx.actions.write(database, json.encode([{
        "directory": "/".join([".."] * len(database.dirname.split("/"))),
        "file": source.path,
        "arguments": _flags(target, ctx, source, source.extension in _C),
    }]))
    renaming = ctx.actions.declare_file(name + "/names.sed")
    ctx.actions.write(renaming, "".join([
        "s|%s|%s|g\n" % (_escaped(path), _escaped(virtual[path]).replace("&", "\\&"))
        for path in sorted(virtual)
    ]))
    arguments = ctx.actions.args()
    arguments.add_all([ctx.executable._program, renaming])
    arguments.add_all([facts], expand_directories = False)
    arguments.add("-p", database)
    # Relative names and no cache: the same bytes from every sandbox and machine.
    arguments.add_all(["--source-root", ".", "--no-cache", "--no-progress", "-j", "1"])
    arguments.add_all(ctx.files._config, format_each = "--config=%s", map_each = _if_config)
    arguments.add_all(virtual.keys(), format_each = "--exclude=!%s")
    ctx.actions.run_shell(
        command = """
program=$1 names=$2 facts=$3; shift 3
said=$("$program" extract -o "$facts" "$@" 2>&1) || { echo "$said" >&2; exit 1; }
sed -i -f "$names" "$facts"/*
""",
        arguments = [arguments],
        tools = [ctx.attr._program[DefaultInfo].files_to_run],
        inputs = depset(
            [source, database, renaming] + ctx.files._config,
            transitive = [target[CcInfo].compilation_context.headers, find_cc_toolchain(ctx).all_files],
        ),
        outputs = [facts],
        mnemonic = "StatelessExtract",
        progress_message = "Reading %s for stateless-lint" % source.short_path,
        use_default_shell_env = True,
    )
    return facts

def _if_config(file):
    return file.path if file.basename.endswith(".stateless.json") else None

def _aspect_impl(target, ctx):
    infos = []
    for name in ["deps", "implementation_deps", "srcs"]:
        for dependency in getattr(ctx.rule.attr, name, []):
            if StatelessFactsInfo in dependency:
                infos.append(dependency[StatelessFactsInfo])
    facts = []
    files = []
    if CcInfo in target and target.label.workspace_root == "":
        sources = [
            file
            for label in getattr(ctx.rule.attr, "srcs", [])
            for file in label.files.to_list()
            if file.extension in _C + _CPP and file.is_source
        ]
        virtual = _virtual_headers(target[CcInfo].compilation_context.headers.to_list())
        facts = [_extract(target, ctx, source, number, virtual) for number, source in enumerate(sources)]
        files = sources + [header for header in target[CcInfo].compilation_context.direct_headers if header.is_source]
    return [
        StatelessFactsInfo(
            facts = depset(facts, transitive = [info.facts for info in infos]),
            sources = depset(files, transitive = [info.sources for info in infos]),
        ),
        OutputGroupInfo(stateless_facts = depset(facts)),
    ]

stateless_lint_aspect = aspect(
    doc = "Writes the facts of each C and C++ source of the workspace; output group stateless_facts.",
    implementation = _aspect_impl,
    attr_aspects = ["deps", "implementation_deps", "srcs"],
    attrs = {
        "_program": attr.label(default = ":program", executable = True, cfg = "exec"),
        "_config": attr.label(default = ":config", allow_files = True),
        "_cc_toolchain": attr.label(default = Label("@bazel_tools//tools/cpp:current_cc_toolchain")),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def _from_path_impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(script, "#!/bin/sh\nexec stateless-lint \"$@\"\n", is_executable = True)
    return [DefaultInfo(executable = script)]

program_from_path = rule(
    doc = "stateless-lint as PATH has it where the action runs.",
    implementation = _from_path_impl,
    executable = True,
)

def _test_impl(ctx):
    info = ctx.attr.program[StatelessFactsInfo]
    sarif = ctx.actions.declare_file(ctx.label.name + ".sarif")
    text = ctx.actions.declare_file(ctx.label.name + ".txt")
    status = ctx.actions.declare_file(ctx.label.name + ".status")
    arguments = ctx.actions.args()
    arguments.add_all([ctx.executable._program, sarif, text, status])
    arguments.add_all(ctx.files._config, format_each = "--config=%s", map_each = _if_config)
    arguments.add_all(ctx.attr.options)
    arguments.add_all(ctx.files.baseline, before_each = "--baseline")
    arguments.add_all(info.facts, expand_directories = False)
    ctx.actions.run_shell(
        # Statuses 1 and 3 are reports, and the test's to fail with.
        command = """
program=$1 sarif=$2 text=$3 status=$4; shift 4
report() {
    to=$1; shift
    said=$("$program" link --source-root . --color never "$@" 2>&1 >"$to"); last=$?
    case $last in 0 | 1 | 3) ;; *) echo "$said" >&2; exit 1 ;; esac
}
report "$sarif" "$@" --format sarif
sed -i "\\|file://$PWD/.,|d" "$sarif"  # where the sandbox was says nothing
report "$text" "$@"
echo "$last" >"$status"
""",
        arguments = [arguments],
        inputs = depset(ctx.files._config + ctx.files.baseline, transitive = [info.facts, info.sources]),
        tools = [ctx.attr._program[DefaultInfo].files_to_run],
        outputs = [sarif, text, status],
        mnemonic = "StatelessLink",
        progress_message = "Judging %s" % ctx.attr.program.label,
        use_default_shell_env = True,
    )
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        "#!/bin/sh\ncat '%s'\nexit $(cat '%s')\n" % (text.short_path, status.short_path),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        files = depset([sarif]),
        runfiles = ctx.runfiles(files = [text, status, sarif]),
    )]

stateless_lint_test = rule(
    doc = "Lints the program of one cc_binary: fails where there are findings. Its output is <name>.sarif.",
    implementation = _test_impl,
    test = True,
    attrs = {
        "program": attr.label(doc = "A cc_binary.", mandatory = True, aspects = [stateless_lint_aspect]),
        "options": attr.string_list(doc = "Further options of stateless-lint, such as --rules."),
        "baseline": attr.label(doc = "A baseline; only what it does not list is reported.", allow_single_file = True),
        "_program": attr.label(default = ":program", executable = True, cfg = "exec"),
        "_config": attr.label(default = ":config", allow_files = True),
    },
)
