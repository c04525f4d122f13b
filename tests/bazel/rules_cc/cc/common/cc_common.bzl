load(":built_in.bzl", "built_in_cc_common")

cc_common = built_in_cc_common
