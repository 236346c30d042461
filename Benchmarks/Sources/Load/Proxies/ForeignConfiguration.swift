/// nginx and haproxy as plain WebSocket proxies with one worker: no log, everything else as it comes.
enum ForeignConfiguration {
    static func nginx(_ port: UInt16, _ upstream: UInt16, _ folder: String) -> String {
        """
        user root;
        daemon off;
        worker_processes 1;
        worker_rlimit_nofile 20000;
        pid \(folder)/nginx.pid;
        error_log \(folder)/error.log;
        events {
            worker_connections 19900;
        }
        http {
            access_log off;
            client_body_temp_path \(folder)/body;
            proxy_temp_path \(folder)/proxy;
            fastcgi_temp_path \(folder)/fastcgi;
            uwsgi_temp_path \(folder)/uwsgi;
            scgi_temp_path \(folder)/scgi;
            server {
                listen 127.0.0.1:\(port) backlog=4096;
                location / {
                    proxy_pass http://127.0.0.1:\(upstream);
                    proxy_http_version 1.1;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection "Upgrade";
                    proxy_read_timeout 1h;
                    proxy_send_timeout 1h;
                }
            }
        }

        """
    }

    static func haproxy(_ port: UInt16, _ upstream: UInt16) -> String {
        """
        global
            nbthread 1
            maxconn 9500
        defaults
            mode http
            timeout connect 5s
            timeout client 1h
            timeout server 1h
            timeout tunnel 1h
        frontend stations
            bind 127.0.0.1:\(port) backlog 4096
            default_backend csms
        backend csms
            server csms 127.0.0.1:\(upstream)

        """
    }
}
