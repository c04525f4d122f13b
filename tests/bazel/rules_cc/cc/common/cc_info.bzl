load(":built_in.bzl", "BuiltInCcInfo")

CcInfo = BuiltInCcInfo
