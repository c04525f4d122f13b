// Uploads and pictures, as frameworks and libraries save them.

//--- uploads.cpp
#include <Poco/FileStream.h>
#include <drogon/HttpController.h>
#include <drogon/MultiPart.h>
#include <drogon/drogon.h>
#include <opencv2/imgcodecs.hpp>

#include <functional>
#include <string>

using Callback = std::function<void(const drogon::HttpResponsePtr&)>;

class Uploads : public drogon::HttpController<Uploads> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Uploads::take, "/upload", drogon::Post);
    ADD_METHOD_TO(Uploads::take_named, "/upload/named", drogon::Post);
    ADD_METHOD_TO(Uploads::picture, "/picture", drogon::Post);
    ADD_METHOD_TO(Uploads::document, "/document", drogon::Post);
    METHOD_LIST_END

    void take(const drogon::HttpRequestPtr& req, Callback&& callback) {
        drogon::MultiPartParser parser;
        if (parser.parse(req) != 0) return;
        for (auto& file : parser.getFiles()) {
            file.save();  // want local-file-state: "'save' is written .* POST /upload"
        }
        callback(drogon::HttpResponse::newHttpResponse());
    }
    void take_named(const drogon::HttpRequestPtr& req, Callback&& callback) {
        drogon::MultiPartParser parser;
        parser.parse(req);
        const auto& file = parser.getFiles().front();
        file.saveAs("uploads/" + file.getFileName());  // want local-file-state: "'uploads/..."
        callback(drogon::HttpResponse::newHttpResponse());
    }
    void picture(const drogon::HttpRequestPtr& req, Callback&& callback) {
        const cv::Mat image = cv::imdecode({}, 1);
        const std::string name = "thumbnails/" + req->getParameter("id") + ".jpg";
        if (!cv::imwrite(name, image)) return;  // want local-file-state: "'thumbnails/"
        callback(drogon::HttpResponse::newHttpResponse());
    }
    void document(const drogon::HttpRequestPtr& req, Callback&& callback) {
        Poco::FileOutputStream out("documents/" + req->getParameter("id"));  // want local-file-state: "'documents/"
        out << req->getParameter("text");
        callback(drogon::HttpResponse::newHttpResponse());
    }
};

int main() { drogon::app().run(); }
