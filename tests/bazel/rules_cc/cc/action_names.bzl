load("@bazel_tools//tools/build_defs/cc:action_names.bzl", _C = "C_COMPILE_ACTION_NAME", _CPP = "CPP_COMPILE_ACTION_NAME")

C_COMPILE_ACTION_NAME = _C
CPP_COMPILE_ACTION_NAME = _CPP
