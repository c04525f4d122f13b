// A mock of the AWS SDK's client of S3.
#pragma once

#include <aws/core/client/ClientConfiguration.h>

namespace Aws {
namespace S3 {
class S3Client {
public:
    explicit S3Client(const Client::ClientConfiguration& configuration);
    Aws::String GetObject(const Aws::String& bucket, const Aws::String& key) const;
};
}  // namespace S3
}  // namespace Aws
