// A mock of the AWS SDK's names of regions.
#pragma once

namespace Aws {
namespace Region {
static const char US_EAST_1[] = "us-east-1";
static const char EU_WEST_1[] = "eu-west-1";
}  // namespace Region
}  // namespace Aws
