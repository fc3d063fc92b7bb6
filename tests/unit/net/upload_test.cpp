// Bodies: streamed from disk, in several parts, and what happens when a file is not what it was.
#include "net/upload.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "requests.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"
#include "support/temp_folder.hpp"

namespace conch::net {
namespace {

using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::TcpServer;
using test::TempFolder;
using test::write_file;

Request file_request(const TcpServer& server, const std::string& path) {
    Request request = get_request(server.url());
    request.method = Method::post;
    request.lane = Lane::bulk;
    request.body.kind = Body::Kind::file;
    request.body.content_type = "video/mp4";
    request.body.file_path = path;
    return request;
}

// Echoes the body.
TcpServer::Session echo() {
    return TcpServer::serve([](Peer& peer, const HttpRequest& request) { peer.answer(200, request.body); });
}

TEST(Bodies, of_text_have_the_type_that_was_given_or_none) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest& request) { peer.answer(200, request.head); }));
    LoopThread thread;
    std::string head = thread.run(post_request(server.url("/v1/x"), "{\"a\":1}")).response.body;
    EXPECT_TRUE(head.starts_with("POST /v1/x HTTP/1.1\r\n")) << head;
    EXPECT_TRUE(contains(head, "\r\nContent-Type: application/json\r\n")) << head;
    EXPECT_TRUE(contains(head, "\r\nContent-Length: 7\r\n")) << head;
    Request untyped = post_request(server.url(), "x");
    untyped.body.content_type.clear();
    head = thread.run(std::move(untyped)).response.body;
    EXPECT_FALSE(contains(head, "Content-Type")) << head;
    EXPECT_FALSE(contains(head, "Expect")) << head;
}

TEST(Bodies, may_hold_zero_bytes_and_be_empty) {
    TcpServer server(echo());
    LoopThread thread;
    const std::string binary("a\0b\r\n", 5);
    EXPECT_EQ(thread.run(post_request(server.url(), binary)).response.body, binary);
    const Outcome empty = thread.run(post_request(server.url(), ""));
    EXPECT_TRUE(empty.delivered());
    EXPECT_EQ(empty.response.body, "");
}

TEST(Methods, go_out_by_their_names) {
    TcpServer server(TcpServer::serve([](Peer& peer, const HttpRequest& request) {
        request.method == "HEAD" ? peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\nX-M: HEAD\r\n\r\n")
                                 : peer.answer(200, "", "X-M: " + request.method + "\r\n");
    }));
    LoopThread thread;
    for (const Method method : {Method::get, Method::post, Method::del, Method::head, Method::get}) {
        Request request = get_request(server.url());
        request.method = method;
        const Outcome outcome = thread.run(std::move(request));
        ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
        EXPECT_EQ(outcome.response.header("X-M"), name_of(method));
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST(FileBodies, arrive_as_they_are_with_progress_to_the_end) {
    const TempFolder folder;
    std::string bytes(3'000'001, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 31 + i / 253);
    write_file(folder / "clip.mp4", bytes);
    std::string head;
    std::string body;
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        head = request.head;
        body = request.body;
        peer.answer(200, "ok");
    }));
    LoopThread thread;
    Request request = file_request(server, folder / "clip.mp4");
    Progress last;
    request.on_progress = [&](const Progress& progress) { last = progress; };
    const Outcome outcome = thread.run(std::move(request));
    ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
    EXPECT_TRUE(body == bytes);
    EXPECT_TRUE(contains(head, "\r\nContent-Type: video/mp4\r\n"));
    EXPECT_TRUE(contains(head, "\r\nContent-Length: 3000001\r\n"));
    EXPECT_TRUE(contains(head, "\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(last.sent, bytes.size());
    EXPECT_EQ(last.to_send, bytes.size());
}

TEST(FileBodies, that_are_refused_at_once_are_not_sent) {
    const TempFolder folder;
    write_file(folder / "clip.mp4", std::string(8U << 20U, 'x'));
    std::atomic<std::size_t> body_bytes{0};
    TcpServer server([&](Peer& peer) {
        (void)peer.read_until("\r\n\r\n");
        peer.answer(401, "{\"error\":\"no\"}", "Connection: close\r\n");
        peer.stop_sending();
        for (std::string more = peer.read_some(); !more.empty(); more = peer.read_some())
            body_bytes += more.size();
    });
    LoopThread thread;
    const Outcome outcome = thread.run(file_request(server, folder / "clip.mp4"));
    ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
    EXPECT_EQ(outcome.response.code, 401);
    EXPECT_EQ(outcome.response.body, "{\"error\":\"no\"}");
    thread.stop();
    EXPECT_EQ(body_bytes, 0U);
}

TEST(FileBodies, of_what_is_not_a_readable_file_connect_to_nobody) {
    const TempFolder folder;
    const std::string pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    TcpServer server(echo());
    LoopThread thread;
    for (const std::string& path : {folder / "absent.mp4", folder.path(), pipe}) {
        const Outcome outcome = thread.run(file_request(server, path));
        EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
        EXPECT_EQ(outcome.error.status, CONCH_E_FILE);
        EXPECT_TRUE(contains(outcome.error.message, path)) << outcome.error.message;
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST(FileBodies, that_become_shorter_end_as_a_file_error) {
    const TempFolder folder;
    const std::string path = folder / "clip.mp4";
    write_file(path, std::string(32U << 20U, 'x'));
    TcpServer server([&](Peer& peer) {
        (void)peer.read_until("\r\n\r\n");
        std::filesystem::resize_file(path, 100);
        peer.send("HTTP/1.1 100 Continue\r\n\r\n");
        peer.ignore_until_closed();
    });
    LoopThread thread;
    const Outcome outcome = thread.run(file_request(server, path));
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::lost));
    EXPECT_EQ(outcome.error.status, CONCH_E_FILE);
    EXPECT_TRUE(contains(outcome.error.message, "became shorter")) << outcome.error.message;
    EXPECT_TRUE(contains(outcome.error.message, "33554432 bytes")) << outcome.error.message;
}

TEST(FileBodies, that_are_removed_meanwhile_are_sent_to_the_end) {
    const TempFolder folder;
    const std::string path = folder / "clip.mp4";
    write_file(path, std::string(4U << 20U, 'x'));
    std::size_t received = 0;
    TcpServer server([&](Peer& peer) {
        (void)peer.read_until("\r\n\r\n");
        std::filesystem::remove(path);
        peer.send("HTTP/1.1 100 Continue\r\n\r\n");
        received = peer.read_exactly(4U << 20U).value_or("").size();
        peer.answer(200, "ok");
        peer.ignore_until_closed();
    });
    LoopThread thread;
    EXPECT_TRUE(thread.run(file_request(server, path)).delivered());
    thread.stop();
    EXPECT_EQ(received, 4U << 20U);
}

TEST(FileBodies, that_change_are_never_sent_whole) {
    const TempFolder folder;
    const std::string path = folder / "clip.mp4";
    constexpr std::size_t kSize = 4U << 20U;
    write_file(path, std::string(kSize, 'a'));
    std::optional<std::string> received;
    TcpServer server([&](Peer& peer) {
        (void)peer.read_until("\r\n\r\n");
        write_file(path, std::string(kSize, 'b'));
        peer.send("HTTP/1.1 100 Continue\r\n\r\n");
        received = peer.read_exactly(kSize);
    });
    LoopThread thread;
    const Outcome outcome = thread.run(file_request(server, path));
    EXPECT_EQ(outcome.error.status, CONCH_E_FILE);
    EXPECT_TRUE(contains(outcome.error.message, "was changed")) << outcome.error.message;
    thread.stop();
    EXPECT_FALSE(received);
}

TEST(Multipart, carries_fields_and_repeated_files_in_order) {
    const TempFolder folder;
    write_file(folder / "a.png", "PNG-A");
    write_file(folder / "海.jpg", "JPG-B");
    std::string head;
    std::string body;
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        head = request.head;
        body = request.body;
        peer.answer(200, "ok");
    }));
    LoopThread thread;
    Request request = get_request(server.url());
    request.method = Method::post;
    request.body.kind = Body::Kind::multipart;
    request.body.parts = {{"prompt", "a \"quoted\"\r\nprompt", "", "", ""},
                          {"file", "", folder / "a.png", "", "image/png"},
                          {"file", "", folder / "海.jpg", "given\"name\r\n.jpg", ""}};
    request.body.parts[2].file_name = "given\"name.jpg";
    Progress last;
    request.on_progress = [&](const Progress& progress) { last = progress; };
    const Outcome outcome = thread.run(std::move(request));
    ASSERT_TRUE(outcome.delivered()) << outcome.error.message;
    EXPECT_TRUE(contains(head, "Content-Type: multipart/form-data; boundary=")) << head;
    EXPECT_TRUE(contains(body, "name=\"prompt\"\r\n\r\na \"quoted\"\r\nprompt\r\n")) << body;
    EXPECT_TRUE(contains(body, "name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nPNG-A\r\n"))
        << body;
    EXPECT_TRUE(contains(
        body,
        "name=\"file\"; filename=\"given%22name.jpg\"\r\nContent-Type: application/octet-stream\r\n\r\nJPG-B\r\n"))
        << body;
    EXPECT_LT(body.find("PNG-A"), body.find("JPG-B"));
    EXPECT_EQ(last.sent, body.size());
    EXPECT_EQ(last.to_send, body.size());
}

TEST(Multipart, of_absent_files_connects_to_nobody_and_of_shrinking_ones_fails) {
    const TempFolder folder;
    TcpServer server([&](Peer& peer) {
        (void)peer.read_until("\r\n\r\n");
        std::filesystem::resize_file(folder / "big", 1);
        peer.send("HTTP/1.1 100 Continue\r\n\r\n");
        peer.ignore_until_closed();
    });
    LoopThread thread;
    Request request = get_request(server.url());
    request.method = Method::post;
    request.body.kind = Body::Kind::multipart;
    request.body.parts = {{"file", "", folder / "big", "", ""}};
    Outcome outcome = thread.run(request);
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::never_sent));
    EXPECT_EQ(outcome.error.status, CONCH_E_FILE);
    EXPECT_EQ(server.connections(), 0);
    write_file(folder / "big", std::string(16U << 20U, 'x'));
    outcome = thread.run(request);
    EXPECT_EQ(outcome.error.status, CONCH_E_FILE) << outcome.error.message;
    EXPECT_EQ(static_cast<int>(outcome.delivery), static_cast<int>(Delivery::lost));
}

TEST(Upload, goes_back_as_asked_and_no_further_than_the_file) {
    const TempFolder folder;
    write_file(folder / "x", "0123456789");
    auto upload = Upload::open(folder / "x");
    ASSERT_TRUE(upload);
    char out[16] = {};
    EXPECT_EQ(*upload->read(out, 4), 4U);
    EXPECT_TRUE(upload->seek(0, SEEK_SET));
    EXPECT_EQ(*upload->read(out, 16), 10U);
    EXPECT_EQ(std::string(out, 10), "0123456789");
    EXPECT_EQ(*upload->read(out, 16), 0U);
    EXPECT_TRUE(upload->seek(-3, SEEK_END));
    EXPECT_TRUE(upload->seek(1, SEEK_CUR));
    EXPECT_EQ(*upload->read(out, 16), 2U);
    EXPECT_FALSE(upload->seek(11, SEEK_SET));
    EXPECT_FALSE(upload->seek(-1, SEEK_SET));
}

}  // namespace
}  // namespace conch::net
