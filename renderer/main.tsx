import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '#domain/failure.ts';
import 'antd/dist/antd.css';
import './global.css';
import { App } from './app.tsx';

createRoot(must(document.getElementById('root'), 'index.html has #root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
