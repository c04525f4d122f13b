built_in_cc_common = cc_common
BuiltInCcInfo = CcInfo
