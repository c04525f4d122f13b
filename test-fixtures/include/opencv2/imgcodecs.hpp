// A mock of OpenCV's reading and writing of images.
#pragma once

#include <string>
#include <vector>

namespace cv {

class Mat {
public:
    bool empty() const;
};

Mat imread(const std::string& filename, int flags = 1);
Mat imdecode(const std::vector<unsigned char>& buf, int flags);
bool imwrite(const std::string& filename, const Mat& img, const std::vector<int>& params = std::vector<int>());
bool imencode(const std::string& ext, const Mat& img, std::vector<unsigned char>& buf);

}  // namespace cv
